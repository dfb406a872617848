import { daysAfter } from './duties/day-after.ts';

/** When cases of a procedure start by themselves: `zeebe:property` entries of its process. */
export type StartRule = {
  readonly debtorKind: 'any' | 'consumer' | 'business';
} & (
  | { readonly startWhen: 'overdue'; readonly startAfterDays: number }
  | { readonly startWhen: 'beforeDue'; readonly startDaysBefore: number }
);

/**
 * Properties `subject` (`invoice`), `startWhen` (`overdue` with `startAfterDays`, from 1; `beforeDue` with
 * `startDaysBefore`, from 0) and `debtorKind` (default `any`). Null where they say no whole rule: nothing starts then.
 */
export function startRuleOf(properties: Readonly<Record<string, string>>): StartRule | null {
  const { subject, startWhen, startAfterDays, startDaysBefore, debtorKind = 'any' } = properties;
  if (subject !== 'invoice') return null;
  if (debtorKind !== 'any' && debtorKind !== 'consumer' && debtorKind !== 'business') return null;
  if (startWhen === 'overdue') {
    const days = daysOf(startAfterDays);
    return days === null || days < 1 ? null : { startWhen, startAfterDays: days, debtorKind };
  }
  if (startWhen !== 'beforeDue') return null;
  const days = daysOf(startDaysBefore);
  return days === null ? null : { startWhen, startDaysBefore: days, debtorKind };
}

/** Due dates (ISO, both included) of the invoices for which a case starts today, if none was started before. */
export function dueDatesToStart(
  rule: StartRule,
  today: string,
): { readonly dueFrom: string | null; readonly dueBy: string } {
  if (rule.startWhen === 'overdue') return { dueFrom: null, dueBy: daysAfter(today, -rule.startAfterDays) };
  return { dueFrom: today, dueBy: daysAfter(today, rule.startDaysBefore) };
}

function daysOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : null;
}
