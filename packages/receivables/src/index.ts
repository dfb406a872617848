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
export { JOIN_RULES, type JoinRule, joinRuleOf, readJoinRule, ROUND_DAYS } from './join-rule.ts';
export {
  dueDatesToStart,
  roundSince,
  type StartRule,
  startRuleOf,
  type StartRuleProblem,
  type ReadStartRule,
  readStartRule,
} from './start-rule.ts';
export {
  checkSchedule,
  type Instalment,
  MOST_INSTALMENTS,
  type PlanFacts,
  type PlanReview,
  type PlanState,
  proposeSchedule,
  reviewPlan,
  type ScheduleProblem,
} from './plan/instalment-plan.ts';
export { statusVariables } from './status-variables.ts';
export { CLAIM_KINDS, type ClaimKind, debtorKindOf, LEGAL_FORMS, type LegalForm } from './parties.ts';
export { krsOf, nipOf, nrbOf, peselOf, regonOf } from './identifiers.ts';
export { type Expected, lineError, type LineError } from './import/line-error.ts';
export type {
  CorrectionLine,
  DebtorCells,
  DebtorLine,
  ImportCounts,
  InvoiceLine,
  OpenItemsFile,
  PaymentLine,
  TextRow,
} from './import/open-items-file.ts';
export { readOpenItems } from './import/read-open-items.ts';
export type { KnownDebtor, KnownDocument, KnownItems, KnownPayment } from './import/known-items.ts';
export { type ImportPlan, planImport, type PlannedDebtor, type PlannedInvoice } from './import/plan-import.ts';
export type { Account, AccountInvoice, AccountPayment, Allocation } from './ledger/account.ts';
export { settleAccount } from './ledger/settle-account.ts';
export { type InvoiceChange, type InvoiceNews, newsOf } from './ledger/invoice-news.ts';
export { type InvoiceFacts, standingOf, undisputed } from './ledger/invoice-standing.ts';
export { decideWriteOffs, type Rest, type WriteOff } from './ledger/write-off.ts';
export { limitationDay } from './ledger/limitation.ts';
export { isKept, isOverdue, type PromisedItem } from './ledger/promise-outcome.ts';
export {
  type Approval,
  type Approved,
  type Approver,
  isApproved,
  type MayApprove,
  mayApprove,
} from './approval/approval.ts';
export { takesAnswer } from './claim/answer-claim.ts';
export {
  type Claim,
  CLAIM_ENDS,
  type ClaimDuty,
  type ClaimEvent,
  type ClaimState,
  type CourtAnswer,
  NEW_CLAIM,
} from './claim/claim.ts';
export { evolveClaim } from './claim/evolve-claim.ts';
export { claimDue, COSTS_DAYS, REFILE_WARNING_DAYS, reviewClaim } from './claim/review-claim.ts';
export type { DutyProblem } from './duties/problem.ts';
export { type Remedy, remedyOf } from './duties/remedy.ts';
export { daysAfter, daysBetween, monthsAfter } from './duties/day-after.ts';
export {
  changeOf,
  type Owed,
  type OwedNow,
  type StatedChange,
  type StatedItem,
  statedSum,
} from './duties/stated-item.ts';
export { evolveListing } from './listing/evolve-listing.ts';
export {
  type Listing,
  LISTING_ENDS,
  type ListingDuty,
  type ListingEvent,
  type ListingState,
  NEW_LISTING,
} from './listing/listing.ts';
export { type DutyFacts, listingDue, reviewListing } from './listing/review-listing.ts';
export { type Bureau, KRD } from './krd/bureaus.ts';
export { type ListingRules, listingRulesOn } from './krd/listing-rules.ts';
export {
  type ListingFacts,
  type ListingInvoice,
  type ListingPermission,
  listableFrom,
  type ListingRefusal,
  permitListing,
} from './krd/permit-listing.ts';
export { type ClaimRules, claimRulesOn } from './epu/claim-rules.ts';
export {
  type Bounds,
  checkContactPolicy,
  CONTACT_POLICY_BOUNDS,
  type PolicyProblem,
} from './settings/check-contact-policy.ts';
export { DEFAULT_FORMALITIES, type Formalities } from './settings/formalities.ts';
export { courtFee } from './epu/court-fee.ts';
export {
  type ClaimFacts,
  type ClaimInvoice,
  type ClaimPermission,
  type ClaimRefusal,
  defendantNumber,
  permitClaim,
} from './epu/permit-claim.ts';
export { knownPersonName, type PersonName, personNameOf } from './person-name.ts';
export { byRank, rankWork } from './ranking/rank-work.ts';
export type { RankReason, WorkFacts, WorkInvoice, WorkQueue, WorkRank } from './ranking/work-facts.ts';
export { judgePosting, postingNumberOf, type PostingVerdict } from './letters/posting.ts';
export {
  type PostalBookError,
  type PostalBookLine,
  type PostalBookProblem,
  readPostalBook,
} from './letters/read-postal-book.ts';
