import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../designer/check/problem.ts';
import { Panel } from '../../layout/page.tsx';

/** Why a file was refused, place by place. */
export function FindingTable({ problems }: { readonly problems: readonly Problem[] }) {
  const { t, i18n } = useTranslation();
  return (
    <Panel flush>
      <Table.ScrollContainer minWidth={480} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('procedures.finding.severity')}</Table.Th>
              <Table.Th>{t('procedures.finding.message')}</Table.Th>
              <Table.Th>{t('procedures.finding.element')}</Table.Th>
              <Table.Th>{t('procedures.finding.rule')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {problems.map(({ severity, element, pl, en, rule }, index) => (
              <Table.Tr key={index}>
                <Table.Td c={severity === 'error' ? 'var(--krok-danger-text)' : 'var(--krok-warn-text)'}>
                  {t(severity === 'error' ? 'procedures.finding.error' : 'procedures.finding.warning')}
                </Table.Td>
                <Table.Td>{i18n.language === 'en' ? en : pl}</Table.Td>
                <Table.Td ff="monospace" fz="xs">
                  {element ?? t('common.none')}
                </Table.Td>
                <Table.Td ff="monospace" fz="xs" style={{ whiteSpace: 'nowrap' }}>
                  {rule}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
