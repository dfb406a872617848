export type StoreErrorCode =
  | 'ALREADY_CLAIMED'
  | 'BUNDLE_NOT_OPEN'
  | 'CASE_CLOSED'
  | 'CASE_MOVED_ON'
  | 'CLOCK_BACKWARDS'
  | 'CLOCK_NOT_MANUAL'
  | 'DEBTOR_ERASED'
  | 'DEBTOR_HAS_OPEN_CASES'
  | 'DEBTOR_HAS_OPEN_DUTIES'
  | 'EFFECT_NOT_UNKNOWN'
  | 'EMAIL_TAKEN'
  | 'HOLD_TOO_LONG'
  | 'INCOMPLETE_PLAN'
  | 'JOB_NOT_OPEN'
  | 'KEY_ERASED'
  | 'KEY_USED'
  | 'LETTER_NOT_POSTED'
  | 'LETTER_NUMBER_TAKEN'
  | 'LETTER_POSTED'
  | 'LETTER_RELIED_ON'
  | 'MIGRATION_CHANGED'
  | 'NEEDS_DECISION'
  | 'NEEDS_REBUILD'
  | 'NIP_TAKEN'
  | 'NOTHING_SET_ASIDE'
  | 'NOT_APPROVER'
  | 'NOTHING_WRITTEN_OFF'
  | 'NO_SUCH_BUNDLE'
  | 'NO_SUCH_CALENDAR'
  | 'NO_SUCH_CASE'
  | 'NO_SUCH_CLAIM'
  | 'NO_SUCH_CREDITOR'
  | 'NO_SUCH_DEBTOR'
  | 'NO_SUCH_DEPLOYMENT'
  | 'NO_SUCH_DRAFT'
  | 'NO_SUCH_EFFECT'
  | 'NO_SUCH_EXECUTABLE'
  | 'NO_SUCH_HOLD'
  | 'NO_SUCH_IMPORT'
  | 'NO_SUCH_INVOICE'
  | 'NO_SUCH_JOB'
  | 'NO_SUCH_LETTER'
  | 'NO_SUCH_LISTING'
  | 'NO_SUCH_ORGANISATION'
  | 'NO_SUCH_PAYMENT'
  | 'NO_SUCH_PLAN'
  | 'NO_SUCH_PROCESS'
  | 'NO_SUCH_REPLY'
  | 'NO_SUCH_STANDSTILL'
  | 'NO_SUCH_USER'
  | 'OTHER_IN_FORCE'
  | 'OWN_ACT'
  | 'PAYMENT_KNOWN'
  | 'PAYMENT_REVERSED'
  | 'PLAN_RUNS'
  | 'STALE_APPROVAL'
  | 'STALE_DRAFT'
  | 'STALE_SETTING'
  | 'STALE_VERSION'
  | 'STORED_DATA_BROKEN'
  | 'SUBJECT_HAS_OPEN_CASE'
  | 'VARIABLES_TOO_LARGE'
  | 'WRONG_AMOUNT'
  | 'WRONG_CURRENCY'
  | 'WRONG_HASH'
  | 'WRONG_POSTING'
  | 'WRONG_SCHEDULE'
  | 'WRONG_SETTING'
  | 'WRONG_STEPS';

/** What a caller may meet and has to answer; the code is stable, the message says "Expected ... but ...". */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  /** Ids that help the caller, never personal data. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: StoreErrorCode, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.name = 'StoreError';
    this.code = code;
    this.details = details;
  }
}
