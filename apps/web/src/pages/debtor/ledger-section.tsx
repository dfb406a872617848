import { Button, Group, Text, Title } from '@mantine/core';
import type { DebtorLedgerView } from '@krok/contracts/schemas';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import classes from './debtor-page.module.css';
import { HoldList } from './hold-list.tsx';
import { LedgerDialog, type LedgerDialogKind } from './ledger-dialog.tsx';
import { OpenItemTable } from './open-item-table.tsx';
import { PaymentTable } from './payment-table.tsx';
import { PlanList } from './plan-list.tsx';
import { PromiseList } from './promise-list.tsx';

interface LedgerSectionProps {
  readonly debtorId: string;
  readonly ledger: DebtorLedgerView;
  /** ISO date on the organisation's clock. */
  readonly today: string;
}

/** What the debtor owes one creditor company. */
export function LedgerSection({ debtorId, ledger, today }: LedgerSectionProps) {
  const { t } = useTranslation();
  const mayHold = useMay('ledger.hold');
  const mayPost = useMay('ledger.post');
  const [dialog, setDialog] = useState<LedgerDialogKind | null>(null);
  const open = ledger.invoices.filter(({ paid }) => !paid);
  const paid = ledger.invoices.filter((invoice) => invoice.paid);
  const inPlan = new Set(ledger.plans.flatMap(({ state, invoiceIds }) => (state === 'running' ? invoiceIds : [])));
  const actions: readonly LedgerDialogKind[] = [
    ...(mayHold && open.length > 0 ? (['promise'] as const) : []),
    ...(mayHold && open.some(({ id }) => !inPlan.has(id)) ? (['plan'] as const) : []),
    ...(mayHold && open.length > 0 ? (['dispute'] as const) : []),
    ...(mayHold ? (['hold'] as const) : []),
    ...(mayPost ? (['payment'] as const) : []),
  ];
  return (
    <section id={ledger.creditorId} className={classes['section']} aria-label={ledger.creditorName}>
      <header className={classes['sectionHeader']}>
        <Title order={2}>{ledger.creditorName}</Title>
        <Totals ledger={ledger} today={today} />
        <Group gap="xs">
          {actions.map((kind) => (
            <Button key={kind} variant="default" onClick={() => setDialog(kind)}>
              {t(`debtor.actions.${kind}`)}
            </Button>
          ))}
        </Group>
      </header>
      <Panel title={t('debtor.openItems')} flush>
        {open.length === 0 ? (
          <Text size="sm" c="var(--krok-quiet)" p="12px 14px">
            {t('debtor.nothingOpen')}
          </Text>
        ) : (
          <OpenItemTable invoices={open} ledger={ledger} today={today} />
        )}
      </Panel>
      <div className={classes['columns']}>
        <Panel title={t('debtor.payments')} flush>
          <PaymentTable ledger={ledger} />
        </Panel>
        <div className={classes['aside']}>
          <PlanList debtorId={debtorId} ledger={ledger} today={today} mayCancel={mayHold} />
          <PromiseList ledger={ledger} />
          <HoldList debtorId={debtorId} ledger={ledger} mayEnd={mayHold} />
        </div>
      </div>
      {paid.length > 0 && (
        <Panel flush>
          <details className={classes['settled']}>
            <summary>{t('debtor.settled', { count: paid.length })}</summary>
            <OpenItemTable invoices={paid} ledger={ledger} today={today} />
          </details>
        </Panel>
      )}
      <LedgerDialog
        kind={dialog}
        close={() => setDialog(null)}
        debtorId={debtorId}
        ledger={ledger}
        today={today}
        open={open}
      />
    </section>
  );
}

function Totals({ ledger, today }: Omit<LedgerSectionProps, 'debtorId'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = ledger.invoices.filter(({ paid }) => !paid);
  const totals = [...Map.groupBy(open, ({ currency }) => currency)].map(([currency, invoices]) => ({
    currency,
    all: invoices.reduce((sum, invoice) => sum + invoice.open, 0),
    late: invoices.reduce((sum, invoice) => sum + (invoice.dueOn < today ? invoice.open : 0), 0),
  }));
  return (
    <div className={classes['totals']}>
      {totals.map(({ currency, all, late }) => (
        <span key={currency}>
          {t('debtor.total')} <strong>{format.money(all, currency)}</strong>
          {late > 0 && (
            <>
              {' · '}
              {t('debtor.overdue')} <strong data-late>{format.money(late, currency)}</strong>
            </>
          )}
        </span>
      ))}
      {ledger.paymentsKnownThrough !== null && (
        <span>{t('debtor.paymentsKnown', { day: format.day(ledger.paymentsKnownThrough) })}</span>
      )}
    </div>
  );
}
