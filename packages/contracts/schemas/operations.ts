import { z } from 'zod';
import { variables } from './variables.ts';

const moment = z.string().nullable();

/** How the installation fares. Ages in milliseconds of real time. */
export const operations = z.object({
  sending: z.boolean(),
  database: z.object({ ms: z.number() }),
  worker: z.object({
    seenAt: moment,
    ageMs: z.number().nullable(),
    temporal: z.boolean().nullable(),
    sandboxes: z.record(z.string(), z.boolean()),
    channels: z.record(z.string(), z.enum(['sandbox', 'real'])),
  }),
  outbox: z.object({ waiting: z.number().int(), oldestMs: z.number(), failing: z.number().int() }),
  stuck: z.array(
    z.object({
      caseId: z.string(),
      caseKey: z.string().nullable(),
      debtorName: z.string().nullable(),
      reason: z.enum(['notDelivered', 'notStarted', 'overdueTimer']),
      since: z.string(),
      attempts: z.number().int(),
      error: z.string().nullable(),
    }),
  ),
});
export type Operations = z.infer<typeof operations>;

export const workload = z.object({
  people: z.array(
    z.object({
      /** Null: what nobody has taken. */
      userId: z.string().nullable(),
      name: z.string().nullable(),
      open: z.number().int(),
      overdue: z.number().int(),
      doneToday: z.number().int(),
    }),
  ),
});
export type Workload = z.infer<typeof workload>;

export const sendingBody = z.strictObject({ enabled: z.boolean() });

export const resolveIncidentsBody = z.strictObject({
  items: z
    .array(z.strictObject({ caseId: z.string().max(200), incidentId: z.string().max(200) }))
    .min(1)
    .max(200),
  retries: z.number().int().min(1).max(100).default(3),
  /** Set in each case before it goes on. */
  variables: variables.default({}),
});

/** One line an item, in order: `code` of the problem where it was refused. */
export const resolveIncidentsAnswer = z.object({
  items: z.array(z.object({ caseId: z.string(), incidentId: z.string(), code: z.string().nullable() })),
});
export type ResolveIncidentsAnswer = z.infer<typeof resolveIncidentsAnswer>;
