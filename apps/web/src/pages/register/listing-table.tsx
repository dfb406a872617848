import { Anchor, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { RegisterPartProps } from './register-page.tsx';
import { registerQueries } from './register-queries.ts';
import { PartiesCell, RegisterRows } from './register-rows.tsx';
import classes from './register.module.css';
import { useRegisterText } from './use-register-text.ts';

export function ListingTable({ search, turn, open }: RegisterPartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useRegisterText();
  const { page = 1, creditorId, currency, ended } = search;
  const rows = useQuery(
    registerQueries.listings({ page, creditorId, currency, ...(ended !== 'true' && { open: 'true' }) }),
  );
  const column = (name: 'debtor' | 'amount' | 'state' | 'term' | 'listed') => t(`register.columns.${name}`);
  return (
    <RegisterRows
      rows={rows}
      nothing={t('register.empty.listings')}
      heads={[column('debtor'), { right: column('amount') }, column('state'), column('listed'), column('term'), '']}
      page={page}
      turn={turn}
    >
      {(listing) => (
        <Table.Tr key={listing.id}>
          <PartiesCell {...listing} />
          <Table.Td className={classes['number'] ?? ''}>{format.money(listing.amount, listing.currency)}</Table.Td>
          <Table.Td>
            {t(`register.listingState.${listing.state}`)}
            {listing.problem && <div className={classes['late']}>{text.reason(listing.problem.reason)}</div>}
          </Table.Td>
          <Table.Td className={classes['when'] ?? ''}>
            {listing.listedOn === null ? t('common.none') : format.day(listing.listedOn)}
          </Table.Td>
          <Table.Td className={listing.duty?.overdue ? (classes['late'] ?? '') : ''}>
            {text.listingTerm(listing) || t('common.none')}
          </Table.Td>
          <Table.Td className={classes['number'] ?? ''}>
            <Anchor component="button" size="sm" onClick={() => open(listing.id)}>
              {t('register.details')}
            </Anchor>
          </Table.Td>
        </Table.Tr>
      )}
    </RegisterRows>
  );
}
