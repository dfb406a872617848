import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { migrationQueries } from './migration-queries.ts';
import classes from './migration.module.css';

/** What was moved before, who asked for it and why. */
export function History({ processId, except }: { readonly processId: string; readonly except: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(migrationQueries.list(processId));
  const items = (data?.items ?? []).filter(({ id }) => id !== except);
  if (items.length === 0) return null;
  return (
    <Panel title={t('migration.history')} flush>
      <Table>
        <Table.Tbody>
          {items.map(({ id, fromVersion: from, toVersion: to, reason, askedBy: name, askedAt, counts }) => (
            <Table.Tr key={id}>
              <Table.Td fw={550} style={{ whiteSpace: 'nowrap' }}>
                {t('migration.result.title', { from, to })}
              </Table.Td>
              <Table.Td>{t('migration.result.by', { at: format.instant(askedAt), name: name ?? '', reason })}</Table.Td>
              <Table.Td>{t('migration.result.counts.migrated', { count: counts.migrated })}</Table.Td>
              <Table.Td ta="right">
                <Link
                  to="/procedures/$processId/migration"
                  params={{ processId }}
                  search={{ run: id }}
                  className={classes['link'] ?? ''}
                >
                  {t('migration.show')}
                </Link>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
