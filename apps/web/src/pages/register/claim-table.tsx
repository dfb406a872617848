import { Anchor, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { RegisterPartProps } from './register-page.tsx';
import { registerQueries } from './register-queries.ts';
import { PartiesCell, RegisterRows } from './register-rows.tsx';
import classes from './register.module.css';
import { useRegisterText } from './use-register-text.ts';

export function ClaimTable({ search, turn, open }: RegisterPartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useRegisterText();
  const { page = 1, creditorId, currency, ended } = search;
  const rows = useQuery(
    registerQueries.claims({ page, creditorId, currency, ...(ended !== 'true' && { open: 'true' }) }),
  );
  const column = (name: 'debtor' | 'amount' | 'state' | 'term' | 'filed' | 'signature') =>
    t(`register.columns.${name}`);
  return (
    <RegisterRows
      rows={rows}
      nothing={t('register.empty.claims')}
      heads={[
        column('debtor'),
        { right: column('amount') },
        column('state'),
        column('signature'),
        column('filed'),
        column('term'),
        '',
      ]}
      page={page}
      turn={turn}
    >
      {(claim) => (
        <Table.Tr key={claim.id}>
          <PartiesCell {...claim} />
          <Table.Td className={classes['number'] ?? ''}>{format.money(claim.amount, claim.currency)}</Table.Td>
          <Table.Td>
            {t(`register.claimState.${claim.state}`)}
            {claim.problem && <div className={classes['late']}>{text.reason(claim.problem.reason)}</div>}
          </Table.Td>
          <Table.Td className={classes['when'] ?? ''}>{claim.signature ?? t('common.none')}</Table.Td>
          <Table.Td className={classes['when'] ?? ''}>
            {claim.filedOn === null ? t('common.none') : format.day(claim.filedOn)}
          </Table.Td>
          <Table.Td>{text.claimTerm(claim) || t('common.none')}</Table.Td>
          <Table.Td className={classes['number'] ?? ''}>
            <Anchor component="button" size="sm" onClick={() => open(claim.id)}>
              {t('register.details')}
            </Anchor>
          </Table.Td>
        </Table.Tr>
      )}
    </RegisterRows>
  );
}
