import type { CaseMigrationResultView } from '@krok/contracts/schemas';
import { Badge, Button, Progress, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { migrationQueries } from './migration-queries.ts';
import classes from './migration.module.css';
import { useFindingTexts } from './use-finding-text.ts';

const states = ['migrated', 'waiting', 'refused', 'closed', 'aside'] as const;
const order = ['aside', 'refused', 'closed', 'waiting', 'migrated'];

/** How far it is, and what became of each case. */
export function ResultPanel({ id, again }: { readonly id: string; readonly again: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery(migrationQueries.result(id));
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  const { counts, items, fromVersion: from, toVersion: to, askedAt, askedBy, reason } = data;
  const done = items.length - counts.waiting;
  const sorted = items.toSorted((left, right) => order.indexOf(left.state) - order.indexOf(right.state));
  return (
    <Panel
      title={t('migration.result.title', { from, to })}
      aside={
        counts.waiting === 0 && (
          <Button variant="default" size="compact-sm" onClick={again}>
            {t('migration.result.again')}
          </Button>
        )
      }
      flush
    >
      <p className={classes['quiet']}>
        {t('migration.result.by', { at: format.instant(askedAt), name: askedBy ?? '', reason })}
      </p>
      <div className={classes['counts']} role="status" data-waiting={counts.waiting}>
        <strong>{t('migration.result.progress', { done, total: items.length })}</strong>
        {states.map(
          (state) =>
            counts[state] > 0 && (
              <span key={state} data-bad={state === 'refused' || state === 'aside' || undefined}>
                {t(`migration.result.counts.${state}`, { count: counts[state] })}
              </span>
            ),
        )}
      </div>
      <Progress
        value={items.length === 0 ? 100 : (done / items.length) * 100}
        size="sm"
        radius={0}
        aria-label={t('migration.result.progress', { done, total: items.length })}
      />
      <Table.ScrollContainer minWidth={640} type="native">
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('migration.preview.case')}</Table.Th>
              <Table.Th>{t('migration.preview.verdict')}</Table.Th>
              <Table.Th>{t('migration.result.why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.slice(0, mostShown).map((item) => (
              <Row key={item.caseId} item={item} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}

/** Those that need a look come first. */
const mostShown = 500;

function Row({ item }: { readonly item: CaseMigrationResultView }) {
  const { t, i18n } = useTranslation();
  const findingTexts = useFindingTexts();
  const { caseId, caseKey, debtorName, state, refusal, findings } = item;
  const key = `migration.result.refusal.${refusal?.code ?? ''}`;
  const texts = findingTexts(findings.filter(({ severity }) => severity === 'error'));
  const why = refusal === null ? [] : i18n.exists(key) ? [i18n.t(key), ...texts] : [refusal.message];
  return (
    <Table.Tr data-state={state}>
      <Table.Td>
        <Link to="/cases/$caseId" params={{ caseId }} className={classes['link'] ?? ''}>
          {caseKey ?? caseId.slice(0, 8)}
        </Link>
        <div className={classes['how']}>{debtorName}</div>
      </Table.Td>
      <Table.Td>
        <Badge className={classes[badges[state]] ?? ''}>{t(`migration.result.${state}`)}</Badge>
      </Table.Td>
      <Table.Td>{why.join(' ')}</Table.Td>
    </Table.Tr>
  );
}

const badges = { migrated: 'same', waiting: 'changed', refused: 'none', closed: 'changed', aside: 'none' } as const;
