import { StoreError, type StoreErrorCode } from '@krok/store';
import { ApiProblem, type ProblemCode } from '../errors.ts';

const codes: Partial<Record<StoreErrorCode, ProblemCode>> = {
  NO_SUCH_BUNDLE: 'not-found',
  NO_SUCH_CLAIM: 'not-found',
  NO_SUCH_CASE: 'not-found',
  NO_SUCH_CREDITOR: 'not-found',
  NO_SUCH_DEBTOR: 'not-found',
  NO_SUCH_DEPLOYMENT: 'not-found',
  NO_SUCH_DRAFT: 'not-found',
  NO_SUCH_EFFECT: 'not-found',
  NO_SUCH_HOLD: 'not-found',
  NO_SUCH_IMPORT: 'not-found',
  NO_SUCH_INVOICE: 'not-found',
  NO_SUCH_JOB: 'not-found',
  NO_SUCH_LETTER: 'not-found',
  NO_SUCH_LISTING: 'not-found',
  NO_SUCH_PAYMENT: 'not-found',
  NO_SUCH_PLAN: 'not-found',
  NO_SUCH_PROCESS: 'not-found',
  NO_SUCH_REPLY: 'not-found',
  NO_SUCH_STANDSTILL: 'not-found',
  NO_SUCH_USER: 'not-found',
  CASE_CLOSED: 'case-closed',
  CASE_MOVED_ON: 'case-moved-on',
  KEY_USED: 'key-used',
  SUBJECT_HAS_OPEN_CASE: 'case-exists',
  ALREADY_CLAIMED: 'work-taken',
  BUNDLE_NOT_OPEN: 'work-closed',
  STALE_SETTING: 'setting-changed',
  HOLD_TOO_LONG: 'hold-too-long',
  WRONG_SETTING: 'invalid-input',
  VARIABLES_TOO_LARGE: 'invalid-input',
  STALE_VERSION: 'work-changed',
  STALE_DRAFT: 'draft-changed',
  OTHER_IN_FORCE: 'live-changed',
  STALE_APPROVAL: 'work-changed',
  NEEDS_DECISION: 'needs-decision',
  NOT_APPROVER: 'forbidden',
  OWN_ACT: 'own-act',
  JOB_NOT_OPEN: 'job-closed',
  NEEDS_REBUILD: 'needs-rebuild',
  NOTHING_SET_ASIDE: 'nothing-set-aside',
  CLOCK_NOT_MANUAL: 'clock-not-manual',
  CLOCK_BACKWARDS: 'clock-backwards',
  NIP_TAKEN: 'nip-taken',
  PAYMENT_KNOWN: 'payment-known',
  PAYMENT_REVERSED: 'payment-reversed',
  LETTER_NOT_POSTED: 'letter-not-posted',
  LETTER_NUMBER_TAKEN: 'letter-number-taken',
  LETTER_POSTED: 'letter-posted',
  LETTER_RELIED_ON: 'letter-relied-on',
  WRONG_POSTING: 'wrong-posting',
  NOTHING_WRITTEN_OFF: 'nothing-written-off',
  PLAN_RUNS: 'plan-runs',
  WRONG_SCHEDULE: 'wrong-schedule',
  WRONG_AMOUNT: 'wrong-amount',
  WRONG_CURRENCY: 'wrong-amount',
  DEBTOR_ERASED: 'debtor-erased',
  KEY_ERASED: 'debtor-erased',
};

/** PostgreSQL's and the socket's words for "nobody is there". */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
]);

/** What an error of the store means to a caller; undefined for one that is our own fault. */
export function storeProblem(error: unknown): ApiProblem | undefined {
  if (error instanceof StoreError) {
    const code = codes[error.code];
    return code && new ApiProblem(code, { detail: error.message });
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && unreachable.has(error.code)) {
    return new ApiProblem('unavailable');
  }
  if (error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message))
    return new ApiProblem('unavailable');
  return undefined;
}
