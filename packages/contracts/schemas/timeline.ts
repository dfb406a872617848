import { z } from 'zod';
import { replyChannel } from './reply.ts';
import { text } from './text.ts';

/** Amounts are integer grosze (minor units of the currency), days ISO dates, instants ISO date-times. */
const grosze = z.number().int();
const who = z.string().nullable();
const base = {
  id: z.string(),
  at: z.string(),
  caseId: z.string().nullable(),
  /** How people call the case: the invoice's number. */
  caseKey: z.string().nullable(),
};

/** What a case wished, with what became of it. */
export const actEntry = z.object({
  ...base,
  kind: z.literal('act'),
  channel: z.enum(['email', 'sms', 'letter', 'call', 'approval', 'krd', 'epu', 'task', 'webhook']),
  actKind: z.enum(['demand', 'duty', 'internal']),
  /** The step's name in the diagram. */
  title: z.string(),
  /** Job type; null for a user task. */
  type: z.string().nullable(),
  /** `waiting`: for the desk. `open`: for a person. `notSent`: no longer needed. `unknown`: nobody knows whether it left. */
  state: z.enum(['waiting', 'open', 'sending', 'sent', 'done', 'notSent', 'refused', 'unknown']),
  reason: z.string().nullable(),
  /** When the desk looks again. */
  planAt: z.string().nullable(),
  by: who,
  groups: z.array(z.string()),
  dueAt: z.string().nullable(),
  note: z.string().nullable(),
  /** What a person answered. */
  outcome: z.string().nullable(),
  promisedOn: z.string().nullable(),
  approval: z.object({ approved: z.boolean(), amount: grosze.nullable() }).nullable(),
  /** That the register or the court was told. */
  amount: grosze.nullable(),
  /** Cases for which it was one thing. */
  joined: z.number().int(),
  effectId: z.string().nullable(),
  reference: z.string().nullable(),
  bundleId: z.string().nullable(),
});

/** A manager gave open work to a person; `before`: whoever held it then. */
export const assignmentEntry = z.object({
  ...base,
  kind: z.literal('assignment'),
  /** The step's name in the diagram. */
  title: z.string(),
  /** Job type; null for a user task. */
  type: z.string().nullable(),
  by: z.string(),
  to: z.string(),
  before: who,
});

export const noteEntry = z.object({
  ...base,
  kind: z.literal('note'),
  by: z.string(),
  /** Null once the debtor's data are erased. */
  text: z.string().nullable(),
  /** The debtor's own words, written down by a person; null: the note of a person. */
  reply: z.object({ channel: replyChannel, receivedOn: z.string(), handledBy: who }).nullable(),
});

export const moneyEntry = z.object({
  ...base,
  kind: z.literal('money'),
  what: z.enum(['invoiced', 'correction', 'payment', 'release', 'reversal', 'writeOff', 'writeOffReversal']),
  amount: grosze,
  currency: z.string(),
  invoiceNumber: z.string(),
  bookedOn: z.string(),
  by: who,
  title: z.string().nullable(),
  reference: z.string().nullable(),
});

export const promiseEntry = z.object({
  ...base,
  kind: z.literal('promise'),
  what: z.enum(['made', 'kept', 'broken', 'replaced']),
  promisedOn: z.string(),
  amount: grosze,
  currency: z.string(),
  invoiceNumber: z.string(),
  by: who,
});

export const holdEntry = z.object({
  ...base,
  kind: z.literal('hold'),
  what: z.enum(['set', 'ended']),
  of: z.enum(['hold', 'dispute']),
  until: z.string().nullable(),
  amount: grosze.nullable(),
  reason: z.string(),
  invoiceNumber: z.string().nullable(),
  by: who,
});

/** A listing or a claim, as its own workflow tells it. */
export const formalEntry = z.object({
  ...base,
  kind: z.literal('formal'),
  of: z.enum(['listing', 'claim']),
  what: z.string(),
  on: z.string().nullable(),
  until: z.string().nullable(),
  reason: z.string().nullable(),
  reference: z.string().nullable(),
  duty: z.string().nullable(),
  amount: grosze.nullable(),
});

/** A step of the procedure that is no answer to an act. */
export const stepEntry = z.object({
  ...base,
  kind: z.literal('step'),
  seq: z.number().int(),
  /** Kind of the command, or `ended`, `incident`. */
  what: z.string(),
  title: z.string().nullable(),
  message: z.string().nullable(),
  cause: z.string().nullable(),
  by: who,
});

export const timelineEntry = z.discriminatedUnion('kind', [
  actEntry,
  assignmentEntry,
  noteEntry,
  moneyEntry,
  promiseEntry,
  holdEntry,
  formalEntry,
  stepEntry,
]);
export type TimelineEntry = z.infer<typeof timelineEntry>;

/** What people tell apart in a history, in the order in which it is offered. */
export const timelineKind = z.enum([
  'contact',
  'email',
  'sms',
  'letter',
  'call',
  'reply',
  'note',
  'promise',
  'money',
  'hold',
  'decision',
  'formal',
  'procedure',
]);
export type TimelineKind = z.infer<typeof timelineKind>;

/** The one kind of an entry; `contact` is the sum of what passed between the firm and the debtor. */
export function timelineKindOf(entry: TimelineEntry): Exclude<TimelineKind, 'contact'> {
  switch (entry.kind) {
    case 'note':
      return entry.reply === null ? 'note' : 'reply';
    case 'money':
    case 'promise':
    case 'hold':
    case 'formal':
      return entry.kind;
    case 'step':
      return 'procedure';
    case 'assignment':
      return 'decision';
    case 'act':
      return KIND_OF_CHANNEL[entry.channel];
  }
}

const KIND_OF_CHANNEL = {
  email: 'email',
  sms: 'sms',
  letter: 'letter',
  call: 'call',
  approval: 'decision',
  task: 'decision',
  krd: 'formal',
  epu: 'formal',
  webhook: 'procedure',
} as const satisfies Record<z.infer<typeof actEntry>['channel'], TimelineKind>;

export const contactKinds: readonly TimelineKind[] = ['email', 'sms', 'letter', 'call', 'reply'];

/** `before`: the `older` of the page before, so that what is added meanwhile moves nothing. */
export const timelineQuery = z.object({
  kind: timelineKind.optional(),
  before: text(400)
    .regex(/^\S+Z [a-z]+ ./, 'Expected the "older" of a page')
    .optional(),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type TimelineQuery = z.infer<typeof timelineQuery>;

/** A part of a history, newest first. */
export const timelinePage = z.object({
  entries: z.array(timelineEntry),
  /** From where the next page goes on; null: this one holds the oldest. */
  older: z.string().nullable(),
  /** How many entries are older than these. */
  left: z.number().int(),
  /** Of the whole history, whatever was asked for. */
  counts: z.partialRecord(timelineKind, z.number().int()),
  total: z.number().int(),
});
export type TimelinePage = z.infer<typeof timelinePage>;
