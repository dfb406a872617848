import { Button, Table, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../dates/day-input.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { PlanDraft, PlanWish } from './plan-schedule.ts';
import classes from './schedule-table.module.css';

interface ScheduleTableProps {
  readonly wish: PlanWish;
  readonly change: (wish: PlanWish) => void;
  readonly draft: PlanDraft;
  /** Grosze. */
  readonly owed: number;
  readonly currency: string;
}

/** Each part with its day and amount, to be changed where it stands; below, whether they pay what is owed. */
export function ScheduleTable({ wish, change, draft, owed, currency }: ScheduleTableProps) {
  const { t, i18n } = useTranslation();
  // As people type amounts in the language of the page.
  const point = i18n.language === 'en' ? '.' : ',';
  const format = useFormat();
  const { schedule, unreadable, over, problem } = draft;
  const isOwn = Object.values(wish.days).some(Boolean) || Object.values(wish.amounts).some(Boolean);
  return (
    <div className={classes['frame']}>
      <div className={classes['parts']}>
        <Table aria-label={t('debtorPlan.schedule')} stickyHeader verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('debtorPlan.schedule')}</Table.Th>
              <Table.Th>{t('debtor.columns.due')}</Table.Th>
              <Table.Th className={classes['amount'] ?? ''}>{t('debtorPlan.amount', { currency })}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {schedule.map(({ dueOn, amount }, index) => {
              const part = t('debtorPlan.part', { number: index + 1 });
              return (
                <Table.Tr key={index}>
                  <Table.Td className={classes['part'] ?? ''}>{part}</Table.Td>
                  <Table.Td>
                    <DayInput
                      size="xs"
                      aria-label={`${part}: ${t('debtor.columns.due')}`}
                      value={dueOn}
                      onChange={(day) => change({ ...wish, days: { ...wish.days, [index]: day } })}
                    />
                  </Table.Td>
                  <Table.Td className={classes['amount'] ?? ''}>
                    <TextInput
                      size="xs"
                      inputMode="decimal"
                      aria-label={`${part}: ${t('debtorPlan.amount', { currency })}`}
                      placeholder={(amount / 100).toFixed(2).replace('.', point)}
                      value={wish.amounts[index] ?? ''}
                      error={unreadable.has(index)}
                      onChange={(event) =>
                        change({ ...wish, amounts: { ...wish.amounts, [index]: event.currentTarget.value } })
                      }
                    />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      <div className={classes['foot']}>
        <p role="status" data-wrong={problem !== null || unreadable.size > 0 || undefined}>
          {unreadable.size > 0
            ? t('debtorPlan.unreadable')
            : problem === 'sum'
              ? t(over > 0 ? 'debtorPlan.tooMuch' : 'debtorPlan.tooLittle', {
                  difference: format.money(Math.abs(over), currency),
                  owed: format.money(owed, currency),
                })
              : problem !== null
                ? t(`debtorPlan.problem.${problem}`)
                : t('debtorPlan.whole', { owed: format.money(owed, currency) })}
        </p>
        {isOwn && (
          <Button variant="subtle" size="compact-xs" onClick={() => change({ ...wish, days: {}, amounts: {} })}>
            {t('debtorPlan.even')}
          </Button>
        )}
      </div>
    </div>
  );
}
