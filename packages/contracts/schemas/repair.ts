import { z } from 'zod';
import { identifier, instant, prose } from './text.ts';
import { variables } from './variables.ts';

const reason = prose(1000).refine((text) => text.trim() !== '', 'Expected a reason but got nothing');

/** Said with every repair. */
const asked = {
  /** Chosen by who asks: said twice it is one repair. */
  key: z.uuid(),
  /** Head of the log that the person saw; the case takes the repair there and nowhere else. */
  seen: z.number().int().min(0).max(2_147_483_647),
};
const asking = { ...asked, reason };

/** Element instances, scopes and timers of the engine: numbers as text. */
const engineId = z.string().regex(/^\d{1,15}$/, 'Expected the id of an instance or a timer but got other characters');

const activation = z.strictObject({
  elementId: identifier,
  /** Instance of its enclosing scope; may be left out where only one is in progress. */
  scope: engineId.optional(),
  /** Set in the scope before. */
  variables: variables.default({}),
});

const move = {
  activate: z.array(activation).max(20).default([]),
  /** Element instances to end, with all inside. */
  terminate: z.array(engineId).max(100).default([]),
  /** Tokens that wait before a join: one on the flow in the scope. */
  consume: z
    .array(z.strictObject({ scope: engineId, flowId: identifier }))
    .max(100)
    .default([]),
};

const skip = {
  /** Set around the step, as if it had given them. */
  variables: variables.default({}),
};

export const suspendBody = z.strictObject(asking);
export const resumeBody = z.strictObject({ ...asked, reason: reason.optional() });
export const moveBody = z.strictObject({ ...asking, ...move });
export const skipBody = z.strictObject({ ...asking, ...skip });
export const timerBody = z.strictObject({ ...asking, due: instant });
export const endCaseBody = z.strictObject(asking);

/** One act, to be tried without being done. */
export const repairAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('suspend') }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('move'), ...move }),
  z.strictObject({ kind: z.literal('skip'), instance: engineId, ...skip }),
  z.strictObject({ kind: z.literal('timer'), timer: engineId, due: instant }),
  z.strictObject({ kind: z.literal('end') }),
]);
export type RepairAct = z.infer<typeof repairAct>;
export const previewBody = z.strictObject({ act: repairAct });

const refusal = z.object({
  /** The engine's code; `movedOn`: the case is no longer where the person saw it. */
  code: z.string(),
  /** Technical, in English. */
  message: z.string(),
});

const place = z.object({ elementId: z.string(), elementName: z.string().nullable(), count: z.number().int() });

/** What the engine says would happen, computed at `seen`. */
export const repairPreview = z.object({
  seen: z.number().int(),
  refusal: refusal.nullable(),
  before: z.array(place),
  after: z.array(place),
  status: z.enum(['active', 'completed', 'terminated']),
  /** Open steps whose work would be taken back, and steps whose work would begin. */
  withdrawn: z.array(place),
  begun: z.array(place),
  incidents: z.array(z.object({ elementName: z.string().nullable(), cause: z.string(), message: z.string() })),
});
export type RepairPreview = z.infer<typeof repairPreview>;

/** A repair on its way, done at a step of the log, or refused. */
export const repair = z.object({
  id: z.string(),
  state: z.enum(['underWay', 'done', 'refused']),
  seq: z.number().int().nullable(),
  refusal: refusal.nullable(),
});
export type Repair = z.infer<typeof repair>;

/** What can be taken hold of: of `instances`, `waiting` and `timers` one page each, with how many there are of each in all. */
export const repairable = z.object({
  page: z.number().int(),
  size: z.number().int(),
  totals: z.object({ instances: z.number().int(), waiting: z.number().int(), timers: z.number().int() }),
  head: z.number().int(),
  status: z.enum(['new', 'active', 'completed', 'terminated']),
  suspended: z.boolean(),
  instances: z.array(
    z.object({
      instance: z.string(),
      elementId: z.string(),
      elementName: z.string().nullable(),
      /** BPMN type, such as `userTask`. */
      type: z.string(),
      /** Of a part of the diagram: others live inside. */
      isScope: z.boolean(),
      incidentId: z.string().nullable(),
      /** A gateway decides, it has no work that could be skipped. */
      skippable: z.boolean(),
    }),
  ),
  /** Tokens that wait before a join. */
  waiting: z.array(
    z.object({
      scope: z.string(),
      flowId: z.string(),
      elementId: z.string(),
      elementName: z.string().nullable(),
      count: z.number().int(),
    }),
  ),
  timers: z.array(
    z.object({
      timer: z.string(),
      elementId: z.string(),
      elementName: z.string().nullable(),
      due: z.string(),
      repeats: z.boolean(),
    }),
  ),
  /** Elements that a token can be put at now. */
  targets: z.array(z.object({ elementId: z.string(), elementName: z.string().nullable(), type: z.string() })),
});
export type Repairable = z.infer<typeof repairable>;

/** The same repair of many incidents. Sent again with its key it says how each stands. */
export const repairIncidentsBody = z.strictObject({
  key: z.uuid(),
  reason,
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('skip'), ...skip }),
    z.strictObject({ kind: z.literal('move'), elementId: identifier, variables: variables.default({}) }),
  ]),
  items: z
    .array(z.strictObject({ caseId: z.string().max(200), incidentId: z.string().max(200), seen: asked.seen }))
    .min(1)
    .max(200),
});

/** One line an item, in order: `code` of the problem where it was not taken, `refusal` where the case refused. */
export const repairIncidentsAnswer = z.object({
  items: z.array(
    z.object({
      caseId: z.string(),
      incidentId: z.string(),
      state: z.enum(['underWay', 'done', 'refused']),
      code: z.string().nullable(),
      refusal: z.string().nullable(),
    }),
  ),
});
export type RepairIncidentsAnswer = z.infer<typeof repairIncidentsAnswer>;
