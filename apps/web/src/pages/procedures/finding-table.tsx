import { Table } from '@mantine/core';
import type { Finding } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../layout/page.tsx';

export function FindingTable({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <Panel flush>
      <Table.ScrollContainer minWidth={720} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('procedures.finding.severity')}</Table.Th>
              <Table.Th>{t('procedures.finding.element')}</Table.Th>
              <Table.Th>{t('procedures.finding.message')}</Table.Th>
              <Table.Th>{t('procedures.finding.place')}</Table.Th>
              <Table.Th>{t('procedures.finding.rule')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {findings.map(({ severity, element, message, line, column, path, rule }, index) => (
              <Table.Tr key={index}>
                <Table.Td c={severity === 'error' ? 'var(--krok-danger-text)' : 'var(--krok-warn-text)'}>
                  {t(`procedures.finding.${severity}`)}
                </Table.Td>
                <Table.Td ff="monospace" fz="xs">
                  {element ?? t('common.none')}
                </Table.Td>
                <Table.Td lang="en">{message}</Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {line !== undefined && `${line}:${column ?? 1}`} {path}
                </Table.Td>
                <Table.Td ff="monospace" fz="xs">
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
