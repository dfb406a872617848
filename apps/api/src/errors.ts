import type { Finding } from '@krok/contracts/schemas';

/**
 * Every problem that the API answers, by its stable code. docs/errors.md describes each (a test compares the two).
 */
export const problems = {
  'malformed-body': { status: 400, title: 'The body is not what its content type says' },
  'invalid-input': { status: 400, title: 'The input is not as expected' },
  'wrong-outcome': { status: 400, title: 'This work cannot end so' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'Name or password is wrong' },
  forbidden: { status: 403, title: 'Your roles do not allow this' },
  'foreign-origin': { status: 403, title: 'Refused: the request comes from another site' },
  'not-found': { status: 404, title: 'Not found' },
  'case-moved-on': { status: 409, title: 'The case has moved on since it was shown' },
  'key-used': { status: 409, title: 'This key names something else' },
  'no-case': { status: 409, title: 'This debtor has no case' },
  'not-eligible': { status: 409, title: 'This person may not do this work' },
  'case-closed': { status: 409, title: 'The case is closed' },
  'case-exists': { status: 409, title: 'An open case with this business key exists' },
  'work-taken': { status: 409, title: 'Somebody else works on this' },
  'work-closed': { status: 409, title: 'This work is no longer open' },
  'own-act': { status: 403, title: 'Nobody approves what they started' },
  'needs-decision': { status: 409, title: 'This work is approved or rejected, not completed' },
  'work-changed': { status: 409, title: 'This work has changed since it was shown' },
  'draft-changed': { status: 409, title: 'Somebody else saved this draft' },
  'second-person-needed': { status: 409, title: 'A second person has to publish this' },
  'live-changed': { status: 409, title: 'Another version was published meanwhile' },
  'not-waiting': { status: 409, title: 'The case does not wait for this message' },
  'debtor-erased': { status: 409, title: 'The data of this debtor were erased' },
  'job-closed': { status: 409, title: 'This job is no longer open' },
  'needs-rebuild': { status: 409, title: 'The steps of this case must be rebuilt first' },
  'nothing-set-aside': { status: 409, title: 'No command is set aside here' },
  'incident-closed': { status: 409, title: 'This incident is resolved already' },
  'effect-known': { status: 409, title: 'The outcome of this effect is known already' },
  'payment-known': { status: 409, title: 'Another payment has this bank reference' },
  'payment-reversed': { status: 409, title: 'This payment was taken back already' },
  'letter-not-posted': { status: 409, title: 'This letter was not posted' },
  'letter-number-taken': { status: 409, title: 'Another letter has this number' },
  'letter-posted': { status: 409, title: 'This letter was posted before, with other data' },
  'letter-relied-on': { status: 409, title: 'Something was based on this posting' },
  'setting-changed': { status: 409, title: 'Somebody else changed this setting' },
  'nip-taken': { status: 409, title: 'Another creditor has this NIP' },
  'clock-not-manual': { status: 409, title: 'The clock of this organisation is not set by hand' },
  'clock-backwards': { status: 409, title: 'A clock never runs backwards' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'This content type is not accepted here' },
  'nothing-written-off': { status: 409, title: 'Nothing of this invoice was written off' },
  'plan-runs': { status: 409, title: 'An instalment plan about one of the invoices runs already' },
  'wrong-schedule': { status: 422, title: 'These parts do not pay what is owed' },
  'hold-too-long': { status: 422, title: 'The policy allows no hold of this length' },
  'wrong-posting': { status: 422, title: 'The letter cannot have been posted so' },
  'wrong-amount': { status: 422, title: 'The amount does not fit what is open' },
  'repair-refused': { status: 422, title: 'The case refuses this' },
  'diagram-refused': { status: 422, title: 'The diagram cannot be run' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The database does not answer' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

export interface ProblemParts {
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
  readonly findings?: readonly Finding[];
  readonly retryAfterSeconds?: number;
  readonly refusal?: string;
}

/** Thrown by a route, answered as problem details. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly parts: ProblemParts;

  constructor(code: ProblemCode, parts: ProblemParts = {}) {
    super(parts.detail ?? problems[code].title);
    this.name = 'ApiProblem';
    this.code = code;
    this.parts = parts;
  }
}
