import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Page, Panel } from '../../layout/page.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import { DeployPanel } from './deploy-panel.tsx';

/** Diagrams that are in force, and the place to bring a new one. */
export function ProceduresPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const mayDeploy = useMay('procedures.deploy');
  const deployments = useQuery(queries.deployments());
  return (
    <Page title={t('procedures.title')}>
      {mayDeploy && <DeployPanel />}
      <Panel flush>
        {deployments.isPending ? (
          <LoadingRows rows={4} />
        ) : !deployments.data ? (
          <Failure error={deployments.error} retry={() => void deployments.refetch()} />
        ) : deployments.data.items.length === 0 ? (
          <Empty title={t('procedures.emptyTitle')} text={t('procedures.emptyText')} />
        ) : (
          <Table.ScrollContainer minWidth={720} type="native">
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('procedures.columns.name')}</Table.Th>
                  <Table.Th>{t('procedures.columns.id')}</Table.Th>
                  <Table.Th>{t('procedures.columns.version')}</Table.Th>
                  <Table.Th>{t('procedures.columns.deployed')}</Table.Th>
                  <Table.Th>{t('procedures.columns.by')}</Table.Th>
                  <Table.Th>{t('procedures.file')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {deployments.data.items.flatMap((deployment) =>
                  deployment.processes.map(({ processId, name, version }) => (
                    <Table.Tr key={`${deployment.id} ${processId}`}>
                      <Table.Td fw={550}>{name ?? processId}</Table.Td>
                      <Table.Td ff="monospace" fz="xs">
                        {processId}
                      </Table.Td>
                      <Table.Td>{version}</Table.Td>
                      <Table.Td>{format.instant(deployment.deployedAt)}</Table.Td>
                      <Table.Td>{deployment.deployedBy ?? t('case.machine')}</Table.Td>
                      <Table.Td>
                        <a
                          href={`/api/deployments/${encodeURIComponent(deployment.id)}/xml`}
                          download={`${processId}.bpmn`}
                          style={{ color: 'var(--krok-accent-text)' }}
                        >
                          BPMN
                        </a>
                      </Table.Td>
                    </Table.Tr>
                  )),
                )}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Panel>
    </Page>
  );
}
