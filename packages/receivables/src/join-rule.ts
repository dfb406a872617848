/**
 * How an invoice that falls overdue meets others of its debtor and creditor: property `join` of the process.
 * `now`: its case starts at once, and what is due for both goes out as one. `nextRound`: cases of a debtor start in
 * rounds, a week apart. `alone`: a case of its own, with letters, mails and calls of its own.
 */
export type JoinRule = (typeof JOIN_RULES)[number];

export const JOIN_RULES = ['now', 'nextRound', 'alone'] as const;

/** Days from the start of one round to the start of the next. */
export const ROUND_DAYS = 7;

/** Null where the property says something else than a rule; `now` where nothing is said. */
export function readJoinRule({ join = 'now' }: Readonly<Record<string, string>>): JoinRule | null {
  return JOIN_RULES.find((rule) => rule === join) ?? null;
}

/** What can't be read joins as most procedures do. */
export function joinRuleOf(properties: Readonly<Record<string, string>>): JoinRule {
  return readJoinRule(properties) ?? 'now';
}
