import { z } from 'zod';
import { claimView, listingView, registeredLetterView } from './duties.ts';
import { legalForm } from './ledger.ts';
import { replyChannel } from './reply.ts';
import { identifier, instant, prose, text } from './text.ts';
import { variables } from './variables.ts';

/** Grosze. */
const positive = z.number().int().min(1).max(99_999_999_999_99);

export const workQueue = z.enum([
  'today',
  'brokenPromises',
  'replies',
  'callbacks',
  'disputes',
  'approvals',
  'waiting',
]);
export type WorkQueueName = z.infer<typeof workQueue>;

/** Work that no drawing asks for but a claim, a letter, a listing or an answer of the debtor. */
export const dutyTask = z.enum(['decideCosts', 'confirmPosting', 'correctListing', 'answerReply']);
export type DutyTask = z.infer<typeof dutyTask>;

/**
 * How work of a duty may end; any other outcome is refused. `posted` names the post's number and the day (variables
 * `letterNumber` and `postedOn`), after `notPosted` the question comes again on the next business day; `giveUp` is for
 * an order that the register refused, not for an update or removal that is owed.
 */
export const dutyOutcomes = {
  decideCosts: ['claimed', 'waived'],
  confirmPosting: ['posted', 'notPosted'],
  correctListing: ['retry', 'giveUp'],
  answerReply: ['answered', 'noAnswerNeeded'],
} as const satisfies Record<DutyTask, readonly string[]>;
export const dutyOutcome = z.enum([
  ...dutyOutcomes.decideCosts,
  ...dutyOutcomes.confirmPosting,
  ...dutyOutcomes.correctListing,
  ...dutyOutcomes.answerReply,
]);

const points = z.number();

/** Why a line stands where it stands, the weightiest first; days are ISO dates, amounts grosze. */
export const rankReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('callback'), points, at: z.string() }),
  z.object({ code: z.literal('duty'), points }),
  z.object({ code: z.literal('reply'), points }),
  z.object({ code: z.literal('limitation'), points, on: z.string(), days: z.number().int() }),
  z.object({ code: z.literal('taskOverdue'), points, days: z.number().int() }),
  z.object({ code: z.literal('taskDueToday'), points }),
  z.object({ code: z.literal('promiseBroken'), points, promisedOn: z.string() }),
  z.object({ code: z.literal('disputed'), points }),
  z.object({ code: z.literal('amount'), points, amount: z.number().int() }),
  z.object({ code: z.literal('daysOverdue'), points, days: z.number().int() }),
  z.object({ code: z.literal('priority'), points, priority: z.number() }),
]);
export type RankReasonView = z.infer<typeof rankReason>;

/** Open work of people: one line of the worklist, done for one case or several of a debtor. */
export const workItem = z.object({
  id: z.string(),
  title: z.string(),
  channel: z.string(),
  duty: dutyTask.nullable(),
  claimedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  dueAt: z.string().nullable(),
  priority: z.number().int(),
  candidateGroups: z.array(z.string()),
  /** Null where the person may not see the books. */
  debtorId: z.string().nullable(),
  debtorName: z.string().nullable(),
  creditorId: z.string().nullable(),
  creditorName: z.string().nullable(),
  /** A person put it off until then. */
  snoozedUntil: z.string().nullable(),
  rank: z.object({
    /** `today` and what kind of today's work it is, or `waiting`. */
    queues: z.array(workQueue),
    score: z.number(),
    reasons: z.array(rankReason),
    /** Open amount of its invoices, grosze. */
    amount: z.number().int(),
    currency: z.string(),
    daysOverdue: z.number().int(),
  }),
  cases: z.array(
    z.object({
      caseId: z.string(),
      actId: z.string(),
      /** Number of its invoice, or its business key. */
      businessKey: z.string().nullable(),
      invoiceId: z.string().nullable(),
      processId: z.string(),
      elementId: z.string(),
      elementName: z.string().nullable(),
      variables: z.record(z.string(), z.unknown()),
      /** A person has suspended the case: the work waits, though whoever holds it may finish it. */
      suspended: z.boolean(),
    }),
  ),
  version: z.number().int(),
});
export type WorkItem = z.infer<typeof workItem>;

export const workQuery = z.object({
  caseId: z.string().max(200).optional(),
  mine: z.enum(['true', 'false']).optional(),
});

/** What came of the work for one of its cases, where it differs from the rest. */
export const workResult = z.strictObject({
  actId: identifier,
  /** Default: the outcome of all. */
  outcome: text(100).optional(),
  /** The invoice is promised for this day; default amount: all that is open. */
  promise: z.strictObject({ date: z.iso.date(), amount: positive.optional() }).optional(),
  /** The invoice is disputed; default amount: all that is open. */
  dispute: z.strictObject({ amount: positive.optional(), reason: prose(1000) }).optional(),
  /** Soft steps about the invoice stop; until: last day. */
  hold: z.strictObject({ until: z.iso.date().optional(), reason: prose(1000) }).optional(),
  /** Not done yet: the debtor asked to be called then. */
  callbackAt: instant.optional(),
});
export type WorkResult = z.infer<typeof workResult>;

export const completeWorkBody = z.strictObject({
  /** What came of it: the variable `outcome` of each case. */
  outcome: text(100),
  /** Kept beside the work, never in the case's variables. */
  note: prose(4000).optional(),
  variables: variables.default({}),
  /** Values of the step's form by key; free text of them is kept beside the work. */
  form: z.record(text(200), z.unknown()).optional(),
  results: z.array(workResult).max(200).optional(),
  /** Version that the person saw; another one answers 409. */
  version: z.number().int().min(0),
});
export type CompleteWorkBody = z.infer<typeof completeWorkBody>;

export const snoozeBody = z.strictObject({
  /** Null: back in the list. */
  until: instant.nullable(),
});

export const bulkWorkBody = z.strictObject({
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('claim') }),
    z.strictObject({ kind: z.literal('release') }),
    z.strictObject({ kind: z.literal('snooze'), until: instant }),
    /** By who distributes work only. */
    z.strictObject({ kind: z.literal('assign'), to: identifier }),
  ]),
  ids: z.array(identifier).min(1).max(200),
});

/** What became of each item; `code` names the problem (docs/errors.md). */
export const bulkWorkAnswer = z.object({
  results: z.array(z.object({ id: z.string(), ok: z.boolean(), code: z.string().nullable() })),
});

/** How a case came to this step: an element that it passed, oldest first. */
export const pathStep = z.object({
  elementId: z.string(),
  elementName: z.string().nullable(),
  type: z.string(),
  at: z.string(),
  /** Command of the step that ended it: completeJob, timeDue, correlateMessage... */
  by: z.string(),
  actor: z.string().nullable(),
  note: z.string().nullable(),
});

export const workInvoice = z.object({
  id: z.string(),
  number: z.string(),
  issuedOn: z.string(),
  dueOn: z.string(),
  currency: z.string(),
  amount: z.number().int(),
  open: z.number().int(),
  undisputed: z.number().int(),
  /** On the organisation's clock; below 0: not yet due. */
  daysOverdue: z.number().int(),
  limitationOn: z.string(),
  /** The act of this work that is about it; null: known beside it. */
  actId: z.string().nullable(),
  caseId: z.string().nullable(),
  promise: z
    .object({ state: z.enum(['open', 'kept', 'broken', 'replaced']), amount: z.number().int(), promisedOn: z.string() })
    .nullable(),
});
export type WorkInvoiceView = z.infer<typeof workInvoice>;

/** Everything that one step needs. Parts that the person may not see are null. */
export const workDetail = workItem.extend({
  /** Today on the organisation's clock. */
  today: z.string(),
  now: z.string(),
  zone: z.string(),
  paths: z.array(z.object({ caseId: z.string(), steps: z.array(pathStep) })),
  debtor: z
    .object({
      id: z.string(),
      name: z.string(),
      legalForm,
      nip: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      town: z.string().nullable(),
    })
    .nullable(),
  invoices: z.array(workInvoice),
  paymentsKnownThrough: z.string().nullable(),
  holds: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['hold', 'dispute']),
      invoiceId: z.string().nullable(),
      until: z.string().nullable(),
      amount: z.number().int().nullable(),
      reason: z.string(),
    }),
  ),
  contacts: z.array(
    z.object({
      id: z.string(),
      channel: z.string(),
      kind: z.string(),
      /** Job type; null for a user task. */
      type: z.string().nullable(),
      at: z.string(),
      by: z.string().nullable(),
      state: z.enum(['done', 'failed', 'unknown']),
      note: z.string().nullable(),
      /** Of a mail in the sandbox. */
      mailId: z.string().nullable(),
    }),
  ),
  /** Whoever gave it to the one who holds it; null where they took it themselves. */
  givenBy: z.object({ name: z.string(), at: z.string() }).nullable(),
  /** What a duty is about; null for other work, and where the person may not see it. */
  about: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('letter'), letter: registeredLetterView }),
      z.object({ kind: z.literal('listing'), listing: listingView }),
      z.object({ kind: z.literal('claim'), claim: claimView }),
      z.object({
        kind: z.literal('reply'),
        reply: z.object({
          id: z.string(),
          channel: replyChannel,
          receivedOn: z.string(),
          /** Null once the debtor's data are erased. */
          text: z.string().nullable(),
          by: z.string(),
          at: z.string(),
        }),
      }),
    ])
    .nullable(),
  /** Form of the step (form-js schema), and the values that it starts with. */
  form: z.object({ schema: z.record(z.string(), z.unknown()), data: z.record(z.string(), z.unknown()) }).nullable(),
  /** A listener of the task may refuse its completion, which is then offered anew. */
  mayBeDenied: z.boolean(),
  /** Why the task is offered anew; null where it is not. */
  denied: z
    .object({
      on: z.enum(['assigning', 'completing']),
      at: z.string(),
      /** Empty where the listener gave none. */
      reason: z.string(),
      by: z.string().nullable(),
      /** What was given with the completion that was refused: variables, and the text beside them. */
      entered: z.record(z.string(), z.unknown()).nullable(),
      note: z.string().nullable(),
    })
    .nullable(),
});
export type WorkDetail = z.infer<typeof workDetail>;

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

const corrected = z.string().max(400).nullable().optional();
/**
 * What a job says beside its variables. A listener of a user task: '' and [] clear, null leaves. A worker that drives an ad-hoc
 * sub-process: the activities to begin, or the end.
 */
const jobResult = z.strictObject({
  /** As Camunda 8 tells the two apart; nothing here needs it. */
  type: z.enum(['userTask', 'adHocSubProcess']).optional(),
  activateElements: z
    .array(z.strictObject({ elementId: z.string().max(400), variables: variables.nullable().optional() }))
    .max(1000)
    .optional(),
  isCompletionConditionFulfilled: z.boolean().optional(),
  isCancelRemainingInstances: z.boolean().optional(),
  denied: z.boolean().optional(),
  reason: z.string().max(2_000).optional(),
  corrections: z
    .strictObject({
      assignee: corrected,
      dueDate: corrected,
      followUpDate: corrected,
      candidateGroups: z.array(z.string().max(400)).max(100).nullable().optional(),
      candidateUsers: z.array(z.string().max(400)).max(100).nullable().optional(),
      priority: z.number().int().min(0).max(100).nullable().optional(),
    })
    .optional(),
});
export const completeJobBody = z.strictObject({
  variables: variables.default({}),
  result: jobResult.optional(),
});
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
