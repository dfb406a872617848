import { Drawer, Stack, Table, Title } from '@mantine/core';
import type { ClaimView, ListingView } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { registerQueries } from './register-queries.ts';
import classes from './register.module.css';
import { useRegisterText } from './use-register-text.ts';

interface EntryDrawerProps {
  readonly kind: 'listing' | 'claim';
  readonly id: string;
  readonly close: () => void;
}

/** One listing or claim: what it states, its terms and all that happened to it. */
export function EntryDrawer({ kind, id, close }: EntryDrawerProps) {
  const { t } = useTranslation();
  const listing = useQuery({ ...registerQueries.listing(id), enabled: kind === 'listing' });
  const claim = useQuery({ ...registerQueries.claim(id), enabled: kind === 'claim' });
  const entry = kind === 'listing' ? listing : claim;
  const { data } = entry;
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={560}
      title={data?.debtorName ?? t('common.loading')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {data ? (
        <Stack gap="md">
          <Head entry={data} />
          <Items entry={data} />
          <History history={data.history} />
        </Stack>
      ) : entry.isError ? (
        <Failure error={entry.error} retry={() => void entry.refetch()} />
      ) : (
        <LoadingRows rows={6} />
      )}
    </Drawer>
  );
}

function Head({ entry }: { readonly entry: ListingView | ClaimView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useRegisterText();
  const claim = 'fee' in entry;
  const state = claim ? t(`register.claimState.${entry.state}`) : t(`register.listingState.${entry.state}`);
  const term = claim ? text.claimTerm(entry) : text.listingTerm(entry);
  const { problem, creditorName, reference } = entry;
  return (
    <div>
      <div className={classes['quiet']}>{creditorName}</div>
      <strong>{state}</strong>
      {term !== '' && <div>{term}</div>}
      {problem && (
        <div className={classes['late']}>
          {text.reason(problem.reason)}. {text.remedy(problem.remedy)}.
        </div>
      )}
      <div className={classes['quiet']}>
        {[!claim && reference, claim && entry.signature, claim && `${t('register.fee')}: ${format.money(entry.fee)}`]
          .filter((part) => part !== null && part !== false && part !== '')
          .join(' · ')}
      </div>
      <Link to="/cases/$caseId" params={{ caseId: entry.caseId }} className={classes['link'] ?? ''}>
        {t('register.toCase')}
      </Link>
      {' · '}
      <Link to="/debtors/$debtorId" params={{ debtorId: entry.debtorId }} className={classes['link'] ?? ''}>
        {t('register.toDebtor')}
      </Link>
    </div>
  );
}

function Items({ entry: { items, currency } }: { readonly entry: ListingView | ClaimView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table data-plain>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('register.columns.invoice')}</Table.Th>
          <Table.Th className={classes['number'] ?? ''}>{t('register.columns.original')}</Table.Th>
          <Table.Th className={classes['number'] ?? ''}>{t('register.columns.stated')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ invoiceId, invoiceNumber, original, stated }) => (
          <Table.Tr key={invoiceId}>
            <Table.Td>{invoiceNumber ?? t('common.none')}</Table.Td>
            <Table.Td className={classes['number'] ?? ''}>{format.money(original, currency)}</Table.Td>
            <Table.Td className={classes['number'] ?? ''}>{format.money(stated, currency)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function History({
  history,
}: {
  readonly history: readonly {
    readonly at: string;
    readonly event: Readonly<Record<string, unknown>> & { readonly kind: string };
  }[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useRegisterText();
  return (
    <section aria-label={t('register.history')}>
      <Title order={3} size="h5" mb="xs">
        {t('register.history')}
      </Title>
      <ol className={classes['history']}>
        {history.map(({ at, event }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end.
          <li key={`${at} ${index}`}>
            <time dateTime={at}>{format.instant(at)}</time>
            <span>
              {text.event(event.kind)}
              {typeof event['reason'] === 'string' && (
                <span className={classes['quiet']}> · {text.reason(event['reason'])}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
