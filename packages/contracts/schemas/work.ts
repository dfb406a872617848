import { z } from 'zod';
import { prose, text } from './text.ts';
import { variables } from './variables.ts';

/** Open work of people: one line of the worklist, done for one case or several of a debtor. */
export const workItem = z.object({
  id: z.string(),
  title: z.string(),
  channel: z.string(),
  /** Work that a claim asks for, not a drawing: what becomes of its costs (variable `costs`: claimed or waived). */
  duty: z.enum(['decideCosts']).nullable(),
  claimedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  dueAt: z.string().nullable(),
  priority: z.number().int(),
  candidateGroups: z.array(z.string()),
  debtorName: z.string().nullable(),
  creditorName: z.string().nullable(),
  cases: z.array(
    z.object({
      caseId: z.string(),
      actId: z.string(),
      businessKey: z.string().nullable(),
      processId: z.string(),
      elementId: z.string(),
      elementName: z.string().nullable(),
      variables: z.record(z.string(), z.unknown()),
    }),
  ),
  version: z.number().int(),
});
export type WorkItem = z.infer<typeof workItem>;

export const workQuery = z.object({
  caseId: z.string().max(200).optional(),
  mine: z.enum(['true', 'false']).optional(),
});

export const completeWorkBody = z.strictObject({
  /** What came of it: the variable `outcome` of each case. */
  outcome: text(100),
  /** Kept beside the work, never in the case's variables. */
  note: prose(4000).optional(),
  variables: variables.default({}),
  /** Version that the person saw; another one answers 409. */
  version: z.number().int().min(0),
});
export type CompleteWorkBody = z.infer<typeof completeWorkBody>;

/** Job for a performer outside, open until completed, failed or answered with a BPMN error. */
export const openJob = z.object({
  caseId: z.string(),
  job: z.string(),
  type: z.string(),
  elementId: z.string(),
  retries: z.number().int(),
  headers: z.record(z.string(), z.string()),
  variables: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
});
export type OpenJobView = z.infer<typeof openJob>;

export const completeJobBody = z.strictObject({ variables: variables.default({}) });
export const failJobBody = z.strictObject({
  /** What remains; 0 raises an incident. */
  retries: z.number().int().min(0).max(100),
  /** Milliseconds until the job is offered again. */
  backOff: z
    .number()
    .int()
    .min(0)
    .max(30 * 86_400_000)
    .default(0),
  message: prose(2000).default('The job failed.'),
});
export const jobErrorBody = z.strictObject({
  code: text(200),
  message: prose(2000).default(''),
  variables: variables.default({}),
});

/** Accepted: a command for the case is on its way. */
export const accepted = z.object({ commandId: z.string() });
export type Accepted = z.infer<typeof accepted>;
