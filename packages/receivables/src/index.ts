export {
  bindsContact,
  type Contact,
  type ContactPolicy,
  type ContactTerms,
  DEFAULT_CONTACT_POLICY,
  leavesFirm,
} from './contact-policy.ts';
export type { DueAct } from './due-act.ts';
export type { InvoiceStanding, LedgerView } from './ledger-view.ts';
export { type NextContact, nextContact } from './next-contact.ts';
export { type Permission, permitAct, type Waiting, type WaitReason } from './permission.ts';
export { type ActDecision, type Plan, planActs, type PlanInput, type PlannedBundle } from './plan-acts.ts';
export { type FailedAttempt, type NextAttempt, nextAttempt } from './next-attempt.ts';
export { statusVariables } from './status-variables.ts';
