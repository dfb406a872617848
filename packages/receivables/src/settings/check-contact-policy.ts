import type { ContactPolicy } from '../contact-policy.ts';

/** How far an organisation may move a number of its policy. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly source: string;
}

const PRODUCT = 'setting of the product';
/** Good practices of the trade; secondary public sources, no statute. */
const PRACTICE = 'Zasady Dobrych Praktyk KPF/ZPF: calls on working days from 6:00 to 22:00 (secondary source)';

export const CONTACT_POLICY_BOUNDS = {
  opens: { least: 6 * 60, most: 21 * 60, source: PRACTICE },
  closes: { least: 7 * 60, most: 22 * 60, source: PRACTICE },
  maxPerDay: { least: 1, most: 3, source: PRODUCT },
  maxPerWeek: { least: 1, most: 10, source: PRODUCT },
  joiningDelay: { least: 0, most: 24 * 3_600_000, source: PRODUCT },
  promiseGraceDays: { least: 0, most: 10, source: PRODUCT },
  longestHoldDays: { least: 1, most: 365, source: PRODUCT },
} as const satisfies Readonly<Record<string, Bounds>>;

/** One thing that is wrong with a policy: where, and what it should be. */
export interface PolicyProblem {
  readonly field: keyof typeof CONTACT_POLICY_BOUNDS;
  readonly expected: string;
}

/** What speaks against a policy; empty: it may be put in force. */
export function checkContactPolicy(policy: ContactPolicy): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const opens = minutesOf(policy.window.opens);
  const closes = minutesOf(policy.window.closes);
  const check = (field: PolicyProblem['field'], value: number | null, unit: (value: number) => string): void => {
    const { least, most } = CONTACT_POLICY_BOUNDS[field];
    if (value !== null && Number.isInteger(value) && value >= least && value <= most) return;
    problems.push({ field, expected: `Expected ${unit(least)} to ${unit(most)}.` });
  };
  check('opens', opens, timeOf);
  check('closes', closes, timeOf);
  if (opens !== null && closes !== null && closes - opens < SHORTEST_WINDOW) {
    problems.push({ field: 'closes', expected: 'Expected a window of an hour or more.' });
  }
  check('maxPerDay', policy.maxPerDay, String);
  check('maxPerWeek', policy.maxPerWeek, String);
  if (policy.maxPerWeek < policy.maxPerDay) {
    problems.push({ field: 'maxPerWeek', expected: 'Expected at least as many a week as a day.' });
  }
  check('joiningDelay', policy.joiningDelay, String);
  check('promiseGraceDays', policy.promiseGraceDays, String);
  if (policy.longestHoldDays !== null) check('longestHoldDays', policy.longestHoldDays, String);
  return problems;
}

/** Minutes. */
const SHORTEST_WINDOW = 60;

function minutesOf(time: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
