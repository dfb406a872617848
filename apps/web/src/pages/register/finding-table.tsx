import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { registerQueries } from './register-queries.ts';
import { PartiesCell, RegisterRows } from './register-rows.tsx';
import classes from './register.module.css';
import { useRegisterText } from './use-register-text.ts';

/** What a person has to see to, with what mends it. */
export function FindingTable() {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useRegisterText();
  const rows = useQuery(registerQueries.findings());
  const column = (name: 'debtor' | 'what' | 'reason' | 'remedy' | 'since') => t(`register.columns.${name}`);
  return (
    <RegisterRows
      rows={rows}
      nothing={t('register.empty.findings')}
      heads={[column('debtor'), column('what'), column('reason'), column('remedy'), column('since'), '']}
    >
      {(finding) => (
        <Table.Tr key={finding.id}>
          <PartiesCell {...finding} />
          <Table.Td>{t(`register.finding.${finding.kind}`)}</Table.Td>
          <Table.Td>{text.reason(finding.reason)}</Table.Td>
          <Table.Td>{text.remedy(finding.remedy)}</Table.Td>
          <Table.Td className={classes['when'] ?? ''}>{format.day(finding.since.slice(0, 10))}</Table.Td>
          <Table.Td className={classes['number'] ?? ''}>
            {finding.caseId !== null && (
              <Link to="/cases/$caseId" params={{ caseId: finding.caseId }} className={classes['link'] ?? ''}>
                {t('register.toCase')}
              </Link>
            )}
          </Table.Td>
        </Table.Tr>
      )}
    </RegisterRows>
  );
}
