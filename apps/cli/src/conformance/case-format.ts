import { z } from 'zod';

const json = z.json();
const variables = z.record(z.string(), json);
const message = z.strictObject({ name: z.string(), correlationKey: z.string(), variables: variables.exactOptional() });
const answer = z
  .strictObject({
    complete: variables.exactOptional(),
    error: z.string().exactOptional(),
    escalation: z.string().exactOptional(),
    after: z.string().exactOptional(),
    publish: message.exactOptional(),
  })
  .refine(
    (each) => [each.complete, each.error, each.escalation].filter((part) => part !== undefined).length === 1,
    'Expected exactly one of complete, error and escalation but got none or several',
  );
const step = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ message }),
  z.strictObject({ signal: z.strictObject({ name: z.string(), variables: variables.exactOptional() }) }),
  z.strictObject({ complete: z.strictObject({ element: z.string(), variables: variables.exactOptional() }) }),
  z.strictObject({ variables }),
  z.strictObject({ trigger: z.strictObject({ element: z.string() }) }),
  z.strictObject({ start: z.strictObject({ process: z.string(), variables: variables.exactOptional() }) }),
]);
const outcome = z.enum(['completed', 'waiting', 'incident', 'terminated', 'rejected']);
const ids = z.array(z.string());
const tier = z.enum(['core', 'edge']);

/** One entry of a `cases.json` of execution cases; the corpus' README says what each key means. */
export const executionCase = z.object({
  name: z.string(),
  feature: z.string(),
  tier,
  diagram: z.string(),
  process: z.string(),
  start: z.boolean().default(true),
  startBefore: ids.default([]),
  variables: variables.default({}),
  jobs: z.record(z.string(), answer).default({}),
  steps: z.array(step).default([]),
  expect: z.strictObject({
    outcome: z.union([outcome, z.array(outcome)]),
    jobs: ids.exactOptional(),
    ordered: z.boolean().default(false),
    completedElements: ids.exactOptional(),
    takenFlows: ids.exactOptional(),
    enteredElements: ids.exactOptional(),
    ignoreElements: ids.default([]),
    ignoreFlows: ids.default([]),
  }),
});
export type ExecutionCase = z.infer<typeof executionCase>;
export type CaseStep = ExecutionCase['steps'][number];

/** One entry of static cases: must deployment refuse or accept the diagram. */
export const staticCase = z.object({
  name: z.string(),
  diagram: z.string(),
  expect: z.enum(['reject', 'accept']),
  rule: z.string(),
  tier,
  text: z.string(),
  beyondCamunda8: ids.default([]),
});
export type StaticCase = z.infer<typeof staticCase>;

/** One entry of soundness cases: the properties that are known. Without a tier it is core. */
export const soundnessCase = z.object({
  name: z.string(),
  source: z.string().default(''),
  diagram: z.string(),
  tier: tier.default('core'),
  expect: z
    .strictObject({
      sound: z.boolean(),
      safe: z.boolean(),
      optionToComplete: z.boolean(),
      properCompletion: z.boolean(),
      noDeadActivities: z.boolean(),
      messageSound: z.boolean(),
    })
    .partial(),
});
export type SoundnessCase = z.infer<typeof soundnessCase>;
