import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import classes from '../work/work-page.module.css';
import { ResolveButton } from './resolve-button.tsx';
import { IncidentText } from './incident-text.tsx';

export function IncidentTable() {
  const { t } = useTranslation();
  const format = useFormat();
  const mayResolve = useMay('incidents.resolve');
  const incidents = useQuery(queries.incidents());
  return (
    <Panel title={t('oversight.incidents')} flush>
      {incidents.isPending ? (
        <LoadingRows rows={3} />
      ) : !incidents.data ? (
        <Failure error={incidents.error} retry={() => void incidents.refetch()} />
      ) : incidents.data.items.length === 0 ? (
        <Empty title={t('oversight.noIncidents')} text={t('oversight.noIncidentsText')} />
      ) : (
        <Table.ScrollContainer minWidth={820} type="native">
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('oversight.columns.case')}</Table.Th>
                <Table.Th>{t('oversight.columns.element')}</Table.Th>
                <Table.Th>{t('oversight.columns.cause')}</Table.Th>
                <Table.Th>{t('oversight.columns.raised')}</Table.Th>
                <Table.Th className={classes['actions'] ?? ''}>{t('oversight.columns.actions')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {incidents.data.items.map(
                ({ caseId, incidentId, businessKey, elementId, elementName, cause, message, raisedAt }) => (
                  <Table.Tr key={`${caseId} ${incidentId}`}>
                    <Table.Td>
                      <Link to="/cases/$caseId" params={{ caseId }} className={classes['case'] ?? ''}>
                        {businessKey ?? caseId.slice(-8)}
                      </Link>
                    </Table.Td>
                    <Table.Td>{elementName ?? elementId}</Table.Td>
                    <Table.Td>
                      <IncidentText cause={cause} message={message} />
                    </Table.Td>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.instant(raisedAt)}</Table.Td>
                    <Table.Td className={classes['actions'] ?? ''}>
                      {mayResolve && (
                        <ResolveButton caseId={caseId} incidentId={incidentId} element={elementName ?? elementId} />
                      )}
                    </Table.Td>
                  </Table.Tr>
                ),
              )}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}
