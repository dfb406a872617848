import { Alert, Button, Title } from '@mantine/core';
import { type CaseSummary, verification } from '@krok/contracts/schemas';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getJson, path } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Due } from '../../layout/due.tsx';
import { Icon } from '../../layout/icon.tsx';
import { StatusBadge } from '../../layout/status-badge.tsx';
import classes from './case-page.module.css';

export function CaseHeader({ line }: { readonly line: CaseSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const textOf = useProblemText();
  const mayVerify = useMay('log.verify');
  const verify = useMutation({ mutationFn: () => getJson(path(['cases', line.id, 'verify']), verification) });
  const facts: [string, React.ReactNode][] = [
    [t('cases.columns.debtor'), line.debtorName ?? t('common.none')],
    [t('cases.columns.creditor'), line.creditorName ?? t('common.none')],
    [t('cases.columns.procedure'), line.processName ?? line.processId],
    [t('case.started'), format.instant(line.startedAt)],
    line.endedAt === null
      ? [t('case.nextDue'), <Due key="due" at={line.nextDue} />]
      : [t('case.ended'), format.instant(line.endedAt)],
  ];
  return (
    <header>
      <Link to="/cases" search={{}} className={classes['crumb'] ?? ''}>
        <Icon name="back" size={13} /> {t('cases.title')}
      </Link>
      <div className={classes['header']}>
        <div className={classes['title']}>
          <Title order={1}>{line.businessKey ?? line.id.slice(-8)}</Title>
          <StatusBadge line={line} />
        </div>
        {mayVerify && (
          <Button
            variant="default"
            leftSection={<Icon name="shield" />}
            loading={verify.isPending}
            onClick={() => verify.mutate()}
          >
            {t('case.verify')}
          </Button>
        )}
      </div>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {(verify.data ?? verify.error) && (
        <Alert
          mt="sm"
          color={verify.data?.ok ? 'green' : 'red'}
          variant="light"
          role="status"
          withCloseButton
          closeButtonLabel={t('common.close')}
          onClose={verify.reset}
        >
          {verify.error
            ? textOf(verify.error)
            : verify.data?.ok
              ? t('case.verified', { steps: verify.data.steps })
              : t('case.notVerified', { detail: verify.data?.chain.detail ?? verify.data?.rerun.detail ?? '' })}
        </Alert>
      )}
    </header>
  );
}
