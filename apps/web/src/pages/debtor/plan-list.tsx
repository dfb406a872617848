import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DebtorLedgerView, LedgerPlanView } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import classes from './debtor-page.module.css';

interface PlanListProps {
  readonly debtorId: string;
  readonly ledger: DebtorLedgerView;
  readonly mayCancel: boolean;
}

/** Instalment plans, the running one first; nothing where there never was one. */
export function PlanList({ debtorId, ledger, mayCancel }: PlanListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const textOf = useProblemText();
  const cancel = useMutation({
    mutationFn: (plan: string) => postJson(path(['debtors', debtorId, 'plans', plan, 'cancel']), z.unknown()),
    onSuccess: () => {
      notifications.show({ message: t('debtorPlan.cancelled') });
      void client.invalidateQueries({ queryKey: ['debtor', debtorId] });
    },
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
  });
  if (ledger.plans.length === 0) return null;
  const owes = new Map(ledger.invoices.map(({ id, open }) => [id, Math.max(0, open)]));
  const paidOf = ({ owedBefore, invoiceIds }: LedgerPlanView): number =>
    owedBefore - invoiceIds.reduce((sum, id) => sum + (owes.get(id) ?? 0), 0);
  return (
    <Panel title={t('debtorPlan.title')}>
      <ul className={classes['list']}>
        {ledger.plans.map((plan) => {
          const paid = paidOf(plan);
          const next = plan.state === 'running' ? nextPart(plan, paid) : undefined;
          return (
            <li key={plan.id}>
              <div>
                <strong>
                  {t('debtorPlan.parts', { count: plan.schedule.length })}: {format.money(plan.owedBefore)}
                </strong>
                <small>
                  {plan.state === 'running' && t('debtorPlan.paid', { amount: format.money(paid) })}
                  {next &&
                    ` · ${t('debtorPlan.next', { day: format.day(next.dueOn), amount: format.money(next.left) })}`}
                  {plan.missedOn !== null && t('debtorPlan.missed', { day: format.day(plan.missedOn) })}
                </small>
              </div>
              {plan.state === 'running' && mayCancel ? (
                <Button
                  variant="default"
                  size="compact-xs"
                  loading={cancel.isPending}
                  onClick={() => cancel.mutate(plan.id)}
                >
                  {t('debtorPlan.cancel')}
                </Button>
              ) : (
                <Text size="xs" c={plan.state === 'broken' ? 'var(--krok-danger-text)' : 'var(--krok-quiet)'}>
                  {t(`debtorPlan.state.${plan.state}`)}
                </Text>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** The first part that what was paid does not cover, and how much of it is missing. */
function nextPart({ schedule }: LedgerPlanView, paid: number): { dueOn: string; left: number } | undefined {
  let asked = 0;
  for (const { dueOn, amount } of schedule) {
    asked += amount;
    if (paid < asked) return { dueOn, left: Math.min(amount, asked - paid) };
  }
  return undefined;
}
