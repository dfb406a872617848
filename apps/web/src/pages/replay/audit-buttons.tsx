import { Alert, Button, Group, Stack } from '@mantine/core';
import { type Verification, verification } from '@krok/contracts/schemas';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getJson, path } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { Icon } from '../../layout/icon.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import classes from './replay-page.module.css';

/** Proof that nothing was altered, and the file that an auditor takes along. */
export function AuditButtons({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation();
  const mayVerify = useMay('log.verify');
  const verify = useMutation({ mutationFn: () => getJson(path(['cases', caseId, 'verify']), verification) });
  if (!mayVerify) return null;
  return (
    <Stack gap="xs" align="flex-end" maw={620}>
      <Group gap="xs" wrap="nowrap">
        <Button
          variant="default"
          leftSection={<Icon name="shield" />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t('replay.verify')}
        </Button>
        <Button variant="default" component="a" href={path(['cases', caseId, 'audit'])} download>
          {t('replay.export')}
        </Button>
      </Group>
      <ProblemAlert error={verify.error} />
      {verify.data && <Verdict found={verify.data} close={verify.reset} />}
    </Stack>
  );
}

function Verdict({ found, close }: { readonly found: Verification; readonly close: () => void }) {
  const { t } = useTranslation();
  const { ok, steps, chain, rerun } = found;
  const details = [chain.detail, rerun.detail].filter((detail) => detail !== null);
  return (
    <Alert
      color={ok ? 'green' : 'red'}
      variant="light"
      role="status"
      withCloseButton
      closeButtonLabel={t('common.close')}
      onClose={close}
    >
      <strong>{ok ? t('replay.verified') : t('replay.notVerified')}</strong>
      <div>{chain.ok ? t('replay.chainOk', { count: steps }) : t('replay.chainBad')}</div>
      <div>{rerun.ok ? t('replay.rerunOk') : t('replay.rerunBad')}</div>
      {details.length > 0 && (
        <details className={classes['technical']}>
          <summary>{t('replay.technical')}</summary>
          <span lang="en">{details.join(' ')}</span>
        </details>
      )}
    </Alert>
  );
}
