import { Table } from '@mantine/core';
import type { ApprovalDocument } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useRegisterText } from '../register/use-register-text.ts';
import classes from './approval-step.module.css';

/** The order or the claim as it would leave now, on a sheet of its own; and what stands in its way. */
export function DocumentToApprove({ document }: { readonly document: ApprovalDocument }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useRegisterText();
  const { kind, creditor, debtor, lines, total, currency, courtFee, obstacles } = document;
  const money = (amount: number) => format.money(amount, currency);
  return (
    <article className={classes['sheet']} aria-label={t(`work.approval.document.${kind}`)}>
      <header>
        <h4>{t(`work.approval.document.${kind}`)}</h4>
        <span>{t('work.approval.document.asOfNow')}</span>
      </header>
      <div className={classes['parties']}>
        <Party role={t(`work.approval.document.creditorOf.${kind}`)} party={creditor} />
        <Party role={t(`work.approval.document.debtorOf.${kind}`)} party={debtor} />
      </div>
      <Table.ScrollContainer minWidth={380} type="native">
        <Table horizontalSpacing={6} data-plain>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('work.approval.invoice')}</Table.Th>
              <Table.Th>{t('work.approval.dueOn')}</Table.Th>
              <Table.Th>{t('work.approval.document.demanded')}</Table.Th>
              <Table.Th ta="right">{t('work.approval.document.stated')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line.invoiceNumber}>
                <Table.Td>
                  {line.invoiceNumber}
                  <small>{t('work.approval.document.issued', { day: format.day(line.issuedOn) })}</small>
                </Table.Td>
                <Table.Td>
                  {format.day(line.dueOn)}
                  {line.daysOverdue > 0 && <small>{t('desk.reason.daysOverdue', { count: line.daysOverdue })}</small>}
                </Table.Td>
                <Table.Td>
                  {line.demandedOn === null ? t('common.none') : format.day(line.demandedOn)}
                  {line.demandNumber !== null && <small>{line.demandNumber}</small>}
                  {line.objection !== null && (
                    <small>{t('work.approval.document.objection', { reason: line.objection })}</small>
                  )}
                </Table.Td>
                <Table.Td ta="right">
                  {money(line.amount)}
                  {line.amount !== line.debt && (
                    <small>{t('work.approval.document.ofDebt', { debt: money(line.debt) })}</small>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th colSpan={3}>{t('work.approval.total')}</Table.Th>
              <Table.Th ta="right">{money(total)}</Table.Th>
            </Table.Tr>
            {courtFee !== null && (
              <Table.Tr>
                <Table.Td colSpan={3}>{t('register.fee')}</Table.Td>
                <Table.Td ta="right">{money(courtFee)}</Table.Td>
              </Table.Tr>
            )}
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
      {obstacles.length > 0 && (
        <div className={classes['obstacles']} role="note">
          <strong>{t('work.approval.document.obstacles')}</strong>
          <ul>
            {obstacles.map((code) => (
              <li key={code}>{text.reason(code)}</li>
            ))}
          </ul>
        </div>
      )}
    </article>
  );
}

function Party({ role, party }: { readonly role: string; readonly party: ApprovalDocument['debtor'] }) {
  const { t } = useTranslation();
  return (
    <address>
      <span>{role}</span>
      <strong>{party.name}</strong>
      <span>{party.number ?? t('common.none')}</span>
      <span>{party.address === '' ? t('common.none') : party.address}</span>
    </address>
  );
}
