/** Why a part of an expression came out as null. */
export type FeelWarningCode =
  /** A variable that does not exist. */
  | 'NO_VARIABLE'
  /** A member that a value does not have. */
  | 'NO_MEMBER'
  /** Something called that is no function. */
  | 'NO_FUNCTION'
  /** An operand or argument of the wrong type. */
  | 'WRONG_TYPE'
  /** Too few, too many or unknown arguments. */
  | 'WRONG_ARGUMENTS'
  /** An argument of the right type that has no result: a date that does not exist, a division by zero. */
  | 'NO_RESULT'
  /** An `assert` that failed. */
  | 'ASSERTION';
