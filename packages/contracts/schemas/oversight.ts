import { z } from 'zod';
import { text } from './text.ts';
import { variables } from './variables.ts';

export const incidentItem = z.object({
  caseId: z.string(),
  businessKey: z.string().nullable(),
  processId: z.string(),
  processName: z.string().nullable(),
  debtorName: z.string().nullable(),
  incidentId: z.string(),
  elementId: z.string(),
  elementName: z.string().nullable(),
  cause: z.string(),
  message: z.string(),
  /** With a job, so that a retry offers it again. */
  hasJob: z.boolean(),
  raisedAt: z.string(),
  /** Head of the case's log: what a repair names as seen. */
  head: z.number().int(),
  /** Present where the case stands still for a reason outside its diagram: `incidentId` is then that of the standstill. */
  remedy: z.enum(['sendAgain', 'mend', 'rebuild']).optional(),
});
export type IncidentItem = z.infer<typeof incidentItem>;

/**
 * What does not go on by itself and is no incident of a diagram. `remedy`: `sendAgain` (mend the cause, then retry or
 * drop the command that was set aside), `mend` (goes on by itself once the cause is mended), `rebuild` (the operator runs
 * `krok rebuild`: the database is older than the case).
 */
export const standstillItem = z.object({
  id: z.string(),
  workflowId: z.string(),
  owner: z.enum(['case', 'desk', 'daily', 'listing', 'claim']),
  /** Whom it is about, in words: creditor and debtor; null for the organisation. */
  about: z.string().nullable(),
  caseId: z.string().nullable(),
  businessKey: z.string().nullable(),
  cause: z.enum(['unstorable', 'tooLarge', 'undeliverable', 'failing', 'brokenWorkflow', 'logBehind']),
  remedy: z.enum(['sendAgain', 'mend', 'rebuild']),
  /** The command that was set aside. */
  commandId: z.string().nullable(),
  /** Technical, in English. */
  detail: z.string(),
  /** How often it was met. */
  times: z.number().int(),
  since: z.string(),
});
export type StandstillItem = z.infer<typeof standstillItem>;

export const resolveIncidentBody = z.strictObject({
  retries: z.number().int().min(1).max(100).default(3),
  /** Set in the case before it goes on. */
  variables: variables.default({}),
});

/** Something sent of which nobody knows whether it arrived. */
export const unknownEffect = z.object({
  id: z.string(),
  channel: z.string(),
  kind: z.string(),
  attemptedAt: z.string(),
  debtorName: z.string().nullable(),
  cases: z.array(z.object({ caseId: z.string(), caseKey: z.string().nullable() })),
  detail: z.string().nullable(),
});
export type UnknownEffect = z.infer<typeof unknownEffect>;

export const reconcileBody = z.strictObject({
  /** `delivered`: the case goes on. `notDelivered`: the same message is sent again under the same key. */
  outcome: z.enum(['delivered', 'notDelivered']),
});
export type ReconcileBody = z.infer<typeof reconcileBody>;

export const clock = z.object({
  mode: z.enum(['real', 'factor', 'manual']),
  now: z.string(),
  zone: z.string(),
  factor: z.number().nullable(),
  /** Earliest due time of all open cases. */
  nextDue: z.string().nullable(),
});
export type Clock = z.infer<typeof clock>;

export const advanceClockBody = z.strictObject({ to: z.iso.datetime({ offset: true }) });

/** A mail in the sandbox: what would have left the firm. */
export const mailSummary = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  receivedAt: z.string(),
  effectKey: z.string().nullable(),
});
export type MailSummary = z.infer<typeof mailSummary>;

export const mail = mailSummary.extend({ text: z.string() });
export type Mail = z.infer<typeof mail>;

/** Creditor companies and debtors to choose from when a case is started. */
export const party = z.object({ id: z.string(), name: z.string() });
export type Party = z.infer<typeof party>;

export const mailId = text(200);
