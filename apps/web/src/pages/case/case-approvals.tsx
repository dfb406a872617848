import type { CaseFile, ListingGrounds, SignedApprovalView } from '@krok/contracts/schemas';
import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import classes from './case-page.module.css';

interface ApprovalsProps {
  readonly file: CaseFile;
  readonly show: (bundleId: string) => void;
  readonly document: (effectId: string) => void;
}

/** Who approved what, and why the debtor is listed: what an auditor asks first. */
export function CaseApprovals({ file, show, document }: ApprovalsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const actText = useActText();
  if (file.approvals.length === 0 && file.listings.length === 0) return null;
  return (
    <>
      {file.listings.map((listing) => (
        <Grounds key={listing.id} listing={listing} show={show} document={document} />
      ))}
      {file.approvals.length > 0 && (
        <Panel title={t('file.approvals.title')}>
          <ul className={classes['list']}>
            {file.approvals.map((approval) => (
              <li key={approval.bundleId}>
                <div>
                  <strong>{actText(approval)}</strong>
                  <small>
                    {t('file.approvals.by', { name: approval.approvedBy, when: format.instant(approval.approvedAt) })}
                  </small>
                  <Voided approval={approval} />
                </div>
                <Button variant="default" size="compact-xs" onClick={() => show(approval.bundleId)}>
                  {t('file.grounds.seeApproval')}
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function Grounds({ listing, show, document }: Omit<ApprovalsProps, 'file'> & { readonly listing: ListingGrounds }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rule, approval, invoices, effectId, currency } = listing;
  const past = listing.state === 'removed' || listing.state === 'rejected';
  const state = t(`file.grounds.state.${listing.state as 'active'}`);
  return (
    <Panel
      title={past ? t('file.grounds.titlePast') : t('file.grounds.title')}
      aside={<span className={classes['quiet']}>{state}</span>}
    >
      <ul className={classes['grounds']}>
        {invoices.map((invoice) => (
          <li key={invoice.invoiceNumber}>
            {t('file.grounds.overdue', {
              count: invoice.daysOverdue,
              number: invoice.invoiceNumber,
              amount: format.money(invoice.amount, currency),
              least: rule.daysOverdue,
            })}
          </li>
        ))}
        <li>{t('file.grounds.threshold', { least: format.money(rule.leastTotal, currency) })}</li>
        {invoices.map(({ invoiceNumber, demandedOn, demandEffectId }) => (
          <li key={`${invoiceNumber} demand`} data-missing={demandedOn === null || undefined}>
            {demandedOn === null
              ? t('file.grounds.notDemanded')
              : t('file.grounds.demanded', { day: format.day(demandedOn) })}
            {demandEffectId !== null && (
              <Anchor component="button" type="button" size="xs" onClick={() => document(demandEffectId)}>
                {t('file.grounds.seeDemand')}
              </Anchor>
            )}
          </li>
        ))}
        <li data-missing={approval === null || undefined}>
          {approval === null
            ? t('file.grounds.notApproved')
            : t('file.grounds.approved', { name: approval.by, when: format.instant(approval.at) })}
          {approval !== null && (
            <Anchor component="button" type="button" size="xs" onClick={() => show(approval.bundleId)}>
              {t('file.grounds.seeApproval')}
            </Anchor>
          )}
        </li>
      </ul>
      <p className={classes['footnote']}>
        {t('file.grounds.ordered', {
          when: format.instant(listing.orderedAt),
          amount: format.money(listing.amount, currency),
        })}
        {effectId !== null && (
          <Anchor component="button" type="button" size="xs" onClick={() => document(effectId)}>
            {t('file.grounds.seeOrder')}
          </Anchor>
        )}
      </p>
    </Panel>
  );
}

/** The data as they were approved, and whether they are proven to be those. */
export function ApprovalDialog({
  approval,
  close,
}: {
  readonly approval: SignedApprovalView | null;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const actText = useActText();
  return (
    <Dialog opened={approval !== null} close={close} size={720} title={t('file.approvals.saw')}>
      {approval && (
        <Stack gap="sm">
          <Text>
            <strong>{actText(approval)}</strong>
            {' · '}
            {t('file.approvals.by', { name: approval.approvedBy, when: format.instant(approval.approvedAt) })}
          </Text>
          <Table.ScrollContainer minWidth={560} type="native">
            <Table data-plain>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('work.approval.invoice')}</Table.Th>
                  <Table.Th>{t('file.approvals.issued')}</Table.Th>
                  <Table.Th>{t('work.approval.dueOn')}</Table.Th>
                  <Table.Th ta="right">{t('work.approval.amount')}</Table.Th>
                  <Table.Th>{t('cases.columns.status')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {approval.items.map((item) => (
                  <Table.Tr key={item.caseId}>
                    <Table.Td>{item.invoiceNumber ?? t('common.none')}</Table.Td>
                    <Table.Td>{item.issuedOn ? format.day(item.issuedOn) : t('common.none')}</Table.Td>
                    <Table.Td>{item.dueOn ? format.day(item.dueOn) : t('common.none')}</Table.Td>
                    <Table.Td ta="right">{format.money(item.amount, item.currency ?? 'PLN')}</Table.Td>
                    <Table.Td>
                      {item.state === null ? t('common.none') : t(`file.approvals.state.${item.state}`)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <Voided approval={approval} />
          <Text size="sm" c={approval.proven ? 'var(--krok-good-text)' : 'var(--krok-warn-text)'}>
            {approval.proven ? t('file.approvals.proven') : t('file.approvals.notProven')}
          </Text>
          <details className={classes['technical']}>
            <summary>{t('oversight.details')}</summary>
            <code>SHA-256 {approval.hash}</code>
          </details>
        </Stack>
      )}
    </Dialog>
  );
}

/** Why the approval binds no more. */
function Voided({ approval: { items } }: { readonly approval: SignedApprovalView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return items.map(({ caseId, voided, invoiceNumber, amount, currency }) => {
    if (voided === null) return null;
    const money = (grosze: number) => format.money(grosze, currency ?? 'PLN');
    const values = { number: invoiceNumber ?? t('common.none'), before: money(amount), now: money(voided.now) };
    return (
      <Text key={caseId} size="xs" c="var(--krok-warn-text)">
        {t(`work.approval.voided.${voided.reason}`, values)}
      </Text>
    );
  });
}

function useActText(): (approval: SignedApprovalView) => string {
  const { t, i18n } = useTranslation();
  return ({ items }) => {
    const approves = items[0]?.approves ?? 'next';
    const key = `file.approvals.act.${approves}`;
    return i18n.exists(key) ? i18n.t(key) : t('file.approvals.act.next');
  };
}
