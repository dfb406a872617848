import { z } from 'zod';
import type { Scenario, ScenarioJson } from '@krok/contracts/types';
import { identifier, instant, prose, text } from './text.ts';

const json: z.ZodType<ScenarioJson> = z.json();
const values = z.record(z.string(), json);
const duration = z.iso.duration();
const delay = z.union([duration, z.strictObject({ between: z.tuple([duration, duration]) })]);

const message = z.strictObject({
  name: text(200),
  correlationKey: z.string().max(500),
  variables: values.exactOptional(),
  timeToLive: duration.exactOptional(),
  id: text(200).exactOptional(),
});

const jobAnswer = z
  .strictObject({
    complete: values.exactOptional(),
    error: z.string().exactOptional(),
    escalation: z.string().exactOptional(),
    fail: z.strictObject({ message: prose(2000), backOff: duration.exactOptional() }).exactOptional(),
    after: delay.exactOptional(),
    publish: message.exactOptional(),
  })
  .refine(
    ({ complete, error, escalation, fail }) =>
      [complete, error, escalation, fail].filter((each) => each !== undefined).length === 1,
    'Expected exactly one of complete, error, escalation and fail but got none or several',
  );
const userTaskAnswer = z.strictObject({ complete: values, after: delay.exactOptional() });

const step = z.union([
  z.strictObject({ advance: duration }),
  z.strictObject({ rest: duration }),
  z.strictObject({ message }),
  z.strictObject({ signal: z.strictObject({ name: text(200), variables: values.exactOptional() }) }),
  z.strictObject({ complete: z.strictObject({ element: identifier, variables: values.exactOptional() }) }),
  z.strictObject({ variables: values }),
  z.strictObject({ start: z.strictObject({ process: identifier, variables: values.exactOptional() }) }),
]);

/** A rehearsal of a procedure; what its parts mean stands at the type `Scenario`. */
export const scenario: z.ZodType<Scenario> = z.strictObject({
  name: text(200),
  description: prose(5000).exactOptional(),
  process: identifier,
  now: instant,
  zone: text(100).exactOptional(),
  seed: z.int().exactOptional(),
  variables: values.exactOptional(),
  start: z.boolean().exactOptional(),
  jobs: z.record(z.string(), script(jobAnswer)).exactOptional(),
  userTasks: z.record(z.string(), script(userTaskAnswer)).exactOptional(),
  steps: z.array(step).max(1000).exactOptional(),
  expect: z
    .strictObject({
      outcome: z.enum(['completed', 'waiting', 'incident', 'terminated']).exactOptional(),
      reached: z.array(identifier).exactOptional(),
      notReached: z.array(identifier).exactOptional(),
      jobs: z.array(z.string()).exactOptional(),
      variables: values.exactOptional(),
    })
    .exactOptional(),
});

function script<A extends z.ZodType>(answer: A) {
  return z.union([
    answer,
    z.strictObject({ inOrder: z.array(answer).min(1) }),
    z.strictObject({ oneOf: z.array(z.strictObject({ weight: z.number().positive(), answer })).min(1) }),
  ]);
}
