import { z } from 'zod';
import { currencyCode, moneyStage } from './figures.ts';
import { identifier, text } from './text.ts';
import { variables } from './variables.ts';

export const caseStatus = z.enum(['starting', 'active', 'completed', 'terminated']);
export type CaseStatus = z.infer<typeof caseStatus>;

export const startCaseBody = z.strictObject({
  processId: identifier,
  /** Its newest version unless a deployment is named. */
  deploymentId: identifier.optional(),
  variables: variables.default({}),
  /** What people know the case by, such as an invoice number; one open case a key. */
  businessKey: text(200).optional(),
  creditorId: identifier.optional(),
  debtorId: identifier.optional(),
});
export type StartCaseBody = z.infer<typeof startCaseBody>;

export const caseSummary = z.object({
  id: z.string(),
  processId: z.string(),
  processName: z.string().nullable(),
  deploymentId: z.string(),
  businessKey: z.string().nullable(),
  creditorId: z.string().nullable(),
  creditorName: z.string().nullable(),
  debtorId: z.string().nullable(),
  debtorName: z.string().nullable(),
  status: caseStatus,
  openIncidents: z.number().int(),
  openWork: z.number().int(),
  /** When the next timer is due, on the organisation's clock. */
  nextDue: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Since when a person has suspended it, on the organisation's clock; null: it runs. */
  suspendedAt: z.string().nullable(),
  /** Steps in the log. */
  head: z.number().int(),
});
export type CaseSummary = z.infer<typeof caseSummary>;

export const caseQuery = z.object({
  status: caseStatus.optional(),
  processId: identifier.optional(),
  creditorId: identifier.optional(),
  /** Open cases about an invoice that is owed and has come so far. */
  stage: moneyStage.optional(),
  /** Cases about an invoice in it. */
  currency: currencyCode.optional(),
  /** Part of the business key, the debtor's name or the case's id. */
  text: text(100).optional(),
  incidents: z.enum(['true', 'false']).optional(),
  suspended: z.enum(['true', 'false']).optional(),
});

export const openIncident = z.object({
  incidentId: z.string(),
  elementId: z.string(),
  elementName: z.string().nullable(),
  cause: z.string(),
  message: z.string(),
});
export type OpenIncidentView = z.infer<typeof openIncident>;

/** `after`: the last incident of the page before, so that those resolved meanwhile move nothing. */
export const openIncidentsQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'Expected the id of an incident')
    .optional(),
  size: z.coerce.number().int().min(1).max(200).default(50),
});

/** Open incidents of a case, oldest first; `left`: how many come after these. */
export const openIncidentsPage = z.object({ items: z.array(openIncident), left: z.number().int() });
export type OpenIncidentsPage = z.infer<typeof openIncidentsPage>;

const count = z.number().int();

/** Where a case stands at one position of its log. */
export const casePosition = z.object({
  seq: z.number().int(),
  head: z.number().int(),
  /** Time of the step, on the organisation's clock; null before the first. */
  at: z.string().nullable(),
  status: z.enum(['new', 'active', 'completed', 'terminated']),
  /** Elements with active instances. */
  tokens: z.array(z.object({ elementId: z.string(), count: z.number().int() })),
  /** How often each element was entered and each flow was taken, by id. */
  taken: z.object({ elements: z.record(z.string(), z.number().int()), flows: z.record(z.string(), z.number().int()) }),
  /** Of these three the first of each element; `count`: so many equal ones; `left`: those that are not told. */
  incidents: z.array(openIncident),
  timers: z.array(z.object({ elementId: z.string(), due: z.string(), count })),
  /** Messages waited for. */
  messages: z.array(
    z.object({ elementId: z.string(), name: z.string(), correlationKey: z.string().nullable(), count }),
  ),
  left: z.object({ incidents: count, timers: count, messages: count }),
  variables: z.record(z.string(), z.unknown()),
});
export type CasePosition = z.infer<typeof casePosition>;

export const diagramState = casePosition.extend({ xml: z.string() });
export type DiagramState = z.infer<typeof diagramState>;

/** One event of a step, with the ids of the diagram instead of indexes. */
export const loggedEvent = z.object({
  kind: z.string(),
  elementId: z.string().optional(),
  elementName: z.string().optional(),
  flowId: z.string().optional(),
  /** The rest of the event as the engine recorded it. */
  data: z.record(z.string(), z.unknown()),
});
export type LoggedEvent = z.infer<typeof loggedEvent>;

export const loggedStep = z.object({
  seq: z.number().int(),
  commandId: z.string(),
  command: z.object({
    kind: z.string(),
    /** Whose job, task, message or incident it answers. */
    elementId: z.string().optional(),
    elementName: z.string().optional(),
    data: z.record(z.string(), z.unknown()),
  }),
  /** Who caused it: a person's name, or null for timers, messages and machines. */
  actor: z.string().nullable(),
  /** What that person wrote when completing work. */
  note: z.string().nullable(),
  /** On the organisation's clock. */
  at: z.string(),
  events: z.array(loggedEvent),
});
export type LoggedStep = z.infer<typeof loggedStep>;

export const verification = z.object({
  ok: z.boolean(),
  steps: z.number().int(),
  /** The chain of hashes over the stored rows. */
  chain: z.object({ ok: z.boolean(), detail: z.string().nullable() }),
  /** Every step run again with the engine of this release. */
  rerun: z.object({ ok: z.boolean(), detail: z.string().nullable() }),
});
export type Verification = z.infer<typeof verification>;
