export { type DecisionResult, evaluateDecision, type FiredRules } from './evaluate-decision.ts';
export { type LinkedDecisions, linkDecisions } from './link-decisions.ts';
export type { DecisionWarning, DecisionWarningCode } from './errors.ts';
export type * from './types.ts';
