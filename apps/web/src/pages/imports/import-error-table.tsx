import { Table } from '@mantine/core';
import type { ImportReportView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../layout/page.tsx';
import classes from '../debtors/ledger-table.module.css';

/** Lines that were refused, in the words of the chosen language. */
export function ImportErrorTable({ errors }: Pick<ImportReportView, 'errors'>) {
  const { t, i18n } = useTranslation();
  if (errors.length === 0) return null;
  return (
    <Panel flush>
      <Table.ScrollContainer minWidth={640} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={72} className={classes['number'] ?? ''}>
                {t('imports.error.line')}
              </Table.Th>
              <Table.Th>{t('imports.error.column')}</Table.Th>
              <Table.Th>{t('imports.error.expected')}</Table.Th>
              <Table.Th>{t('imports.error.got')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {errors.map(({ line, column, code, expected, got }, index) => {
              const key = `imports.expected.${code}`;
              // A column that the file lacks has no heading of its own.
              const heading = `imports.heading.${column ?? ''}`;
              return (
                <Table.Tr key={index}>
                  <Table.Td className={classes['number'] ?? ''}>{line}</Table.Td>
                  <Table.Td>{i18n.exists(heading) ? i18n.t(heading) : (column ?? t('common.none'))}</Table.Td>
                  <Table.Td>{i18n.exists(key) ? i18n.t(key) : expected}</Table.Td>
                  <Table.Td ff="monospace" fz="xs">
                    {got === '' ? t('common.none') : got}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
