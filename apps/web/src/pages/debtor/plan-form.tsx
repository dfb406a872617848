import { NumberInput, SimpleGrid, Text } from '@mantine/core';
import { daysAfter, MOST_INSTALMENTS } from '@krok/receivables';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../dates/day-input.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { InvoiceChoice } from './invoice-choice.tsx';
import type { LedgerFormProps } from './ledger-dialog.tsx';
import { draftPlan, type PlanWish } from './plan-schedule.ts';
import { ScheduleTable } from './schedule-table.tsx';

/** Days until the first part that is proposed. */
const SOON = 14;

/** Parts a month apart, each of which may have another day and amount; shown before they are agreed. */
export function PlanForm({ debtorId, ledger, open, today, post, frame }: LedgerFormProps) {
  const { t } = useTranslation();
  const taken = new Set(ledger.plans.flatMap(({ state, invoiceIds }) => (state === 'running' ? invoiceIds : [])));
  const free = open.filter(({ id }) => !taken.has(id));
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    free.flatMap(({ id, currency }) => (currency === free[0]?.currency ? [id] : [])),
  );
  const [wish, setWish] = useState<PlanWish>({ count: 6, firstOn: daysAfter(today, SOON), days: {}, amounts: {} });
  const [tried, setTried] = useState(false);
  const invoices = free.filter(({ id }) => chosen.includes(id));
  const currencies = new Set(invoices.map(({ currency }) => currency));
  const owed = invoices.reduce((sum, { open: amount }) => sum + amount, 0);
  const draft = draftPlan(wish, currencies.size === 1 ? owed : 0, today);
  const invoiceError =
    currencies.size > 1 ? t('debtorPlan.oneCurrency') : tried && chosen.length === 0 ? t('common.required') : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (draft.schedule.length === 0 || draft.problem !== null || draft.unreadable.size > 0) return;
    const { creditorId } = ledger;
    post(['debtors', debtorId, 'plans'], { creditorId, invoiceIds: chosen, schedule: draft.schedule });
  };
  return (
    <DialogForm {...frame} onSubmit={submit}>
      <InvoiceChoice
        open={open.toSorted((left, right) => Number(taken.has(left.id)) - Number(taken.has(right.id)))}
        value={[...chosen]}
        onChange={setChosen}
        error={invoiceError}
        out={(id) => (taken.has(id) ? t('debtorPlan.inPlan') : null)}
      />
      <SimpleGrid cols={2} spacing="sm">
        <NumberInput
          label={t('debtorPlan.count')}
          min={1}
          max={MOST_INSTALMENTS}
          allowDecimal={false}
          clampBehavior="blur"
          data-autofocus
          value={wish.count}
          onChange={(value) =>
            setWish({ ...wish, count: Math.min(MOST_INSTALMENTS, Math.max(1, Math.floor(Number(value) || 1))) })
          }
        />
        <DayInput
          label={t('debtorPlan.firstOn')}
          withAsterisk
          min={today}
          value={wish.firstOn}
          error={tried && wish.firstOn === '' ? t('common.required') : null}
          onChange={(firstOn) => setWish({ ...wish, firstOn })}
        />
      </SimpleGrid>
      {draft.schedule.length > 0 && (
        <ScheduleTable
          wish={wish}
          change={setWish}
          draft={draft}
          owed={owed}
          currency={invoices[0]?.currency ?? 'PLN'}
        />
      )}
      <Text size="xs" c="var(--krok-quiet)">
        {t('debtorPlan.hint')}
      </Text>
    </DialogForm>
  );
}
