/** What stands in the way of a listing or a claim. */
export interface DutyProblem {
  readonly of: 'order' | 'update' | 'remove' | 'claim' | 'withdraw' | 'limit';
  /** A refusal of our own rules, or the receiver's word. */
  readonly reason: string;
  /** ISO date. */
  readonly since: string;
  /** A person was asked to correct it. */
  readonly asked: boolean;
}

/** The same trouble again is no new question. */
export function troubled(before: DutyProblem | null, of: DutyProblem['of'], reason: string, on: string): DutyProblem {
  return before !== null && before.of === of && before.reason === reason
    ? before
    : { of, reason, since: on, asked: false };
}
