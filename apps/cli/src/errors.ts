export type CliErrorCode =
  /** The command line was wrong; the message says what was expected. */
  | 'USAGE'
  /** A file or folder that was named cannot be used. */
  | 'INPUT';

/** The command line was wrong: answered with the message and exit code 2. */
export class UsageError extends Error {
  readonly code: CliErrorCode = 'USAGE';
}

/** A file that was named cannot be used: answered with the message and exit code 2. */
export class InputError extends Error {
  readonly code: CliErrorCode = 'INPUT';
}
