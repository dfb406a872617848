import { Table, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../layout/page.tsx';
import { Pager } from '../../layout/pager.tsx';
import { Empty, Failure, LoadingRows } from '../../layout/states.tsx';
import classes from './register.module.css';

interface RegisterRowsProps<T> {
  readonly rows: UseQueryResult<{ readonly items: readonly T[]; readonly size?: number; readonly total?: number }>;
  readonly nothing: string;
  /** Heads of the columns; `right` are numbers. */
  readonly heads: readonly (string | { readonly right: string })[];
  readonly page?: number;
  readonly turn?: (page: number) => void;
  readonly children: (row: T) => ReactNode;
}

/** A table of the register with what is shown while there is none. */
export function RegisterRows<T>({ rows, nothing, heads, page = 1, turn, children }: RegisterRowsProps<T>) {
  const { t } = useTranslation();
  const { data } = rows;
  return (
    <>
      <Panel flush>
        {rows.isPending ? (
          <LoadingRows />
        ) : !data ? (
          <Failure error={rows.error} retry={() => void rows.refetch()} />
        ) : data.items.length === 0 ? (
          <Empty title={nothing} />
        ) : (
          <Table.ScrollContainer minWidth={900} type="native">
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  {heads.map((head) =>
                    typeof head === 'string' ? (
                      <Table.Th key={head}>
                        {head === '' ? <VisuallyHidden>{t('register.columns.more')}</VisuallyHidden> : head}
                      </Table.Th>
                    ) : (
                      <Table.Th key={head.right} className={classes['number'] ?? ''}>
                        {head.right}
                      </Table.Th>
                    ),
                  )}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>{data.items.map(children)}</Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Panel>
      {turn && data && data.items.length > 0 && (
        <div style={{ marginTop: 12 }}>
          <Pager page={page} size={data.size ?? 1} total={data.total ?? 0} onChange={turn} />
        </div>
      )}
    </>
  );
}

/** Whose it is: the debtor, and below to whom it is owed. */
export function PartiesCell(of: {
  readonly debtorId: string | null;
  readonly debtorName: string | null;
  readonly creditorName: string | null;
}) {
  const { t } = useTranslation();
  const { debtorId, debtorName, creditorName } = of;
  return (
    <Table.Td className={classes['long'] ?? ''} title={debtorName ?? undefined}>
      {debtorId === null ? (
        (debtorName ?? t('common.none'))
      ) : (
        <Link to="/debtors/$debtorId" params={{ debtorId }} className={classes['link'] ?? ''}>
          {debtorName ?? t('common.none')}
        </Link>
      )}
      <div className={classes['quiet']}>{creditorName ?? ''}</div>
    </Table.Td>
  );
}
