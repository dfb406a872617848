import { SegmentedControl, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { Due } from '../../layout/due.tsx';
import { Page, Panel } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import classes from './work-page.module.css';
import { WorkButtons } from './work-buttons.tsx';

/** Open work, most urgent first. */
export function WorkPage() {
  const { t } = useTranslation();
  const [mine, setMine] = useState(false);
  const work = useQuery(queries.work({ mine: mine ? 'true' : undefined }));
  const me = useQuery(queries.me()).data;
  return (
    <Page
      title={t('work.title')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('work.title')}
          value={mine ? 'mine' : 'everyone'}
          onChange={(value) => setMine(value === 'mine')}
          data={[
            { value: 'everyone', label: t('work.everyone') },
            { value: 'mine', label: t('work.mine') },
          ]}
        />
      }
    >
      <Panel flush>
        {work.isPending ? (
          <LoadingRows />
        ) : !work.data ? (
          <Failure error={work.error} retry={() => void work.refetch()} />
        ) : work.data.items.length === 0 ? (
          <Empty title={t('work.emptyTitle')} text={t('work.emptyText')} />
        ) : (
          <Table.ScrollContainer minWidth={820} type="native">
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('work.columns.title')}</Table.Th>
                  <Table.Th>{t('work.columns.case')}</Table.Th>
                  <Table.Th>{t('work.columns.debtor')}</Table.Th>
                  <Table.Th>{t('work.columns.due')}</Table.Th>
                  <Table.Th>{t('work.columns.owner')}</Table.Th>
                  <Table.Th className={classes['actions'] ?? ''}>{t('work.columns.actions')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {work.data.items.map((item) => (
                  <Table.Tr key={item.id}>
                    <Table.Td fw={550}>{item.duty === null ? item.title : t(`work.duties.${item.duty}`)}</Table.Td>
                    <Table.Td>
                      {item.cases.map(({ caseId, businessKey }) => (
                        <Link key={caseId} to="/cases/$caseId" params={{ caseId }} className={classes['case'] ?? ''}>
                          {businessKey ?? caseId.slice(-8)}
                        </Link>
                      ))}
                    </Table.Td>
                    <Table.Td>{item.debtorName ?? t('common.none')}</Table.Td>
                    <Table.Td>
                      <Due at={item.dueAt} />
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm" c={item.claimedBy ? 'var(--krok-text)' : 'var(--krok-quiet)'}>
                        {item.claimedBy === null
                          ? t('work.unclaimed')
                          : item.claimedBy.id === me?.id
                            ? t('work.claimedByMe')
                            : item.claimedBy.name}
                      </Text>
                    </Table.Td>
                    <Table.Td className={classes['actions'] ?? ''}>
                      <WorkButtons item={item} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Panel>
    </Page>
  );
}
