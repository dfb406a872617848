import { daysAfter } from './duties/day-after.ts';
import { JOIN_RULES, type JoinRule, joinRuleOf, readJoinRule, ROUND_DAYS } from './join-rule.ts';

/** When cases of a procedure start by themselves: `zeebe:property` entries of its process. */
export type StartRule = {
  readonly debtorKind: 'any' | 'consumer' | 'business';
  readonly join: JoinRule;
} & (
  | { readonly startWhen: 'overdue'; readonly startAfterDays: number }
  | { readonly startWhen: 'beforeDue'; readonly startDaysBefore: number }
);

/** A property that keeps a start rule from being one. */
export interface StartRuleProblem {
  readonly property: 'subject' | 'startWhen' | 'startAfterDays' | 'startDaysBefore' | 'debtorKind' | 'join';
  readonly expected: string;
  /** What it says; null where it is missing. */
  readonly got: string | null;
}

export type ReadStartRule =
  /** Its cases start by hand, by a message or a call. */
  | { readonly kind: 'none' }
  | { readonly kind: 'rule'; readonly rule: StartRule }
  | { readonly kind: 'wrong'; readonly problems: readonly StartRuleProblem[] };

/**
 * Properties `subject` (`invoice`), `startWhen` (`overdue` with `startAfterDays`, from 1; `beforeDue` with
 * `startDaysBefore`, from 0), `debtorKind` (default `any`) and `join` (default `now`). A process that has one of those of a rule means one.
 */
export function readStartRule(properties: Readonly<Record<string, string>>): ReadStartRule {
  const { subject, startWhen, startAfterDays, startDaysBefore, debtorKind = 'any' } = properties;
  if ([startWhen, startAfterDays, startDaysBefore].every((value) => value === undefined)) return { kind: 'none' };
  const problems: StartRuleProblem[] = [];
  const wrong = (property: StartRuleProblem['property'], expected: string): void => {
    problems.push({ property, expected, got: properties[property] ?? null });
  };
  if (subject !== 'invoice') wrong('subject', 'invoice');
  if (!isDebtorKind(debtorKind)) wrong('debtorKind', 'any, consumer or business');
  if (startWhen !== 'overdue' && startWhen !== 'beforeDue') wrong('startWhen', 'overdue or beforeDue');
  if (readJoinRule(properties) === null) wrong('join', JOIN_RULES.join(', '));
  const after = daysOf(startAfterDays);
  const before = daysOf(startDaysBefore);
  if (startWhen === 'overdue' && (after === null || after < 1))
    wrong('startAfterDays', 'a number of days from 1 to 9999');
  if (startWhen === 'beforeDue' && before === null) wrong('startDaysBefore', 'a number of days from 0 to 9999');
  if (problems.length > 0 || !isDebtorKind(debtorKind)) return { kind: 'wrong', problems };
  const join = joinRuleOf(properties);
  return startWhen === 'overdue'
    ? { kind: 'rule', rule: { startWhen, startAfterDays: after ?? 1, debtorKind, join } }
    : { kind: 'rule', rule: { startWhen: 'beforeDue', startDaysBefore: before ?? 0, debtorKind, join } };
}

/** Null where the properties say no whole rule: nothing starts then. */
export function startRuleOf(properties: Readonly<Record<string, string>>): StartRule | null {
  const read = readStartRule(properties);
  return read.kind === 'rule' ? read.rule : null;
}

/** Due dates (ISO, both included) of the invoices for which a case starts today, if none was started before. */
export function dueDatesToStart(
  rule: StartRule,
  today: string,
): { readonly dueFrom: string | null; readonly dueBy: string } {
  if (rule.startWhen === 'overdue') return { dueFrom: null, dueBy: daysAfter(today, -rule.startAfterDays) };
  return { dueFrom: today, dueBy: daysAfter(today, rule.startDaysBefore) };
}

/**
 * With `nextRound`: first day (ISO) of the round that runs today. An invoice of a debtor who has an open case from that
 * day on, but not of today, waits for the next round. Null where nothing waits.
 */
export function roundSince({ join }: StartRule, today: string): string | null {
  return join === 'nextRound' ? daysAfter(today, 1 - ROUND_DAYS) : null;
}

function daysOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function isDebtorKind(text: string): text is StartRule['debtorKind'] {
  return text === 'any' || text === 'consumer' || text === 'business';
}
