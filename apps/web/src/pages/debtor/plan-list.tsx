import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DebtorLedgerView, LedgerPlanView } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { Panel } from '../../layout/page.tsx';
import classes from './plan-list.module.css';
import { type PlanPart, partsOf } from './plan-parts.ts';

interface PlanListProps {
  readonly debtorId: string;
  readonly ledger: DebtorLedgerView;
  /** ISO date on the organisation's clock. */
  readonly today: string;
  readonly mayCancel: boolean;
}

/** Instalment plans, the running one first; nothing where there never was one. */
export function PlanList({ debtorId, ledger, today, mayCancel }: PlanListProps) {
  const { t } = useTranslation();
  const [cancelling, setCancelling] = useState<string | null>(null);
  if (ledger.plans.length === 0) return null;
  return (
    <Panel title={t('debtorPlan.title')}>
      <ul className={classes['plans']}>
        {ledger.plans.map((plan) => (
          <li key={plan.id}>
            <Plan
              plan={plan}
              ledger={ledger}
              today={today}
              cancel={mayCancel && plan.state === 'running' ? () => setCancelling(plan.id) : null}
            />
          </li>
        ))}
      </ul>
      <Dialog opened={cancelling !== null} close={() => setCancelling(null)} title={t('debtorPlan.cancelTitle')}>
        {cancelling !== null && (
          <CancelForm debtorId={debtorId} planId={cancelling} close={() => setCancelling(null)} />
        )}
      </Dialog>
    </Panel>
  );
}

interface PlanProps {
  readonly plan: LedgerPlanView;
  readonly ledger: DebtorLedgerView;
  readonly today: string;
  readonly cancel: (() => void) | null;
}

function Plan({ plan, ledger, today, cancel }: PlanProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const invoices = ledger.invoices.filter(({ id }) => plan.invoiceIds.includes(id));
  const currency = invoices[0]?.currency;
  const paid = plan.owedBefore - invoices.reduce((sum, { open }) => sum + Math.max(0, open), 0);
  const running = plan.state === 'running';
  const parts = partsOf(plan, paid, today);
  const next = running ? parts.find(({ left }) => left > 0) : undefined;
  return (
    <>
      <div className={classes['head']}>
        <strong>
          {t('debtorPlan.parts', { count: plan.schedule.length })}: {format.money(plan.owedBefore, currency)}
        </strong>
        <Text size="xs" c={plan.state === 'broken' ? 'var(--krok-danger-text)' : 'var(--krok-quiet)'}>
          {t(`debtorPlan.state.${plan.state}`)}
        </Text>
      </div>
      <p>{invoices.map(({ number }) => number).join(', ')}</p>
      {running && (
        <p>
          {t('debtorPlan.paid', { amount: format.money(paid, currency) })}
          {next &&
            ` · ${t('debtorPlan.next', { day: format.day(next.dueOn), amount: format.money(next.left, currency) })}`}
        </p>
      )}
      {plan.missedOn !== null && <p data-bad>{t('debtorPlan.missed', { day: format.day(plan.missedOn) })}</p>}
      <div className={classes['foot']}>
        <details>
          <summary>{t('debtorPlan.showSchedule')}</summary>
          <ol>
            {parts.map((part) => (
              <li key={part.dueOn}>
                <span>{format.day(part.dueOn)}</span>
                <span>{format.money(part.amount, currency)}</span>
                {running && <PartState part={part} currency={currency} />}
              </li>
            ))}
          </ol>
        </details>
        {cancel && (
          <Button variant="default" size="compact-xs" onClick={cancel}>
            {t('debtorPlan.cancel')}
          </Button>
        )}
      </div>
    </>
  );
}

function PartState({ part, currency }: { readonly part: PlanPart; readonly currency: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = format.money(part.left, currency);
  if (part.left === 0) return <small>{t('debtorPlan.schedulePart.paid')}</small>;
  if (part.late) return <small data-bad>{t('debtorPlan.schedulePart.late', { amount })}</small>;
  return part.left < part.amount ? <small>{t('debtorPlan.schedulePart.left', { amount })}</small> : <small />;
}

interface CancelFormProps {
  readonly debtorId: string;
  readonly planId: string;
  readonly close: () => void;
}

function CancelForm({ debtorId, planId, close }: CancelFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => postJson(path(['debtors', debtorId, 'plans', planId, 'cancel']), z.unknown()),
    onSuccess: () => {
      notifications.show({ message: t('debtorPlan.cancelled') });
      void client.invalidateQueries({ queryKey: ['debtor', debtorId] });
      close();
    },
  });
  return (
    <DialogForm
      act={cancel}
      onSubmit={() => cancel.mutate()}
      submit={t('debtorPlan.cancelDo')}
      close={close}
      final
      focus="cancel"
    >
      <Text size="sm">{t('debtorPlan.cancelText')}</Text>
    </DialogForm>
  );
}
