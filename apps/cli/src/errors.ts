export type CliErrorCode = 'USAGE' | 'INPUT';

/** The command line was wrong: answered with the message and exit code 2. */
export class UsageError extends Error {
  readonly code: CliErrorCode = 'USAGE';
}

/** A file that was named cannot be used: answered with the message and exit code 2. */
export class InputError extends Error {
  readonly code: CliErrorCode = 'INPUT';
}
