export type ServiceErrorCode =
  | 'no-postgres-binaries'
  | 'no-postgres-account'
  | 'postgres-version'
  | 'postgres-failed'
  | 'no-temporal'
  | 'temporal-failed'
  | 'no-browser'
  | 'port-taken'
  | 'already-running'
  | 'foreign-folder'
  | 'process-failed'
  | 'no-installation';

/** A problem with the local services that a person can act on; printed without a stack. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  readonly advice: string;

  constructor(code: ServiceErrorCode, message: string, advice: string) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.advice = advice;
  }
}
