import type { FeelWarning } from '@krok/feel/executable';

/** Why a part of a decision came out as null, beside the reasons of FEEL itself. */
export type DecisionWarningCode =
  /** An input that the caller did not give. */
  | 'NO_INPUT'
  /** A decision or function without logic. */
  | 'NO_LOGIC'
  /** A value that is not of the type declared for it, or not among its allowed values. */
  | 'TYPE_MISMATCH'
  /** No rule of a table matches, and it has no default. */
  | 'NO_RULE'
  /** Several rules match where the hit policy allows one, or they disagree. */
  | 'RULE_CONFLICT'
  /** A condition that is no boolean. */
  | 'NOT_BOOLEAN';

export type DecisionWarning = FeelWarning | { readonly code: DecisionWarningCode; readonly message: string };

/** Asked for a decision that the model does not have: a mistake of the caller, who knows the model. */
export class UnknownDecisionError extends Error {
  readonly code = 'UNKNOWN_DECISION';
}
