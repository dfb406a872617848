import { z } from 'zod';
import { identifier, text } from './text.ts';
import { variables } from './variables.ts';

/** A message for one waiting case (or a message start event), found by name and correlation key. */
export const messageBody = z.strictObject({
  name: text(200),
  /** As long as the engine allows a case to wait for. */
  correlationKey: text(400).optional(),
  /** Instead of a correlation key: the case that is meant, which must be open and wait for this message. */
  caseId: identifier.optional(),
  variables: variables.default({}),
  /** Chosen by the sender: a second message of this id is the first one again. */
  messageId: text(200).optional(),
  /** How long an unmatched message is kept, seconds; 0 is not at all. */
  timeToLiveSeconds: z
    .number()
    .int()
    .min(0)
    .max(90 * 86_400)
    .default(3600),
});
export type MessageBody = z.infer<typeof messageBody>;

export const messageAnswer = z.object({
  messageId: z.string(),
  /** `duplicate`: a message of this id came before, nothing was done. */
  outcome: z.enum(['delivered', 'kept', 'discarded', 'duplicate']),
  /** Cases that wait for it and get it. */
  delivered: z.number().int(),
  /** Cases that it started. */
  started: z.array(z.string()),
});
export type MessageAnswer = z.infer<typeof messageAnswer>;

/** A signal for every case that waits for it. */
export const signalBody = z.strictObject({ name: text(200), variables: variables.default({}) });
export type SignalBody = z.infer<typeof signalBody>;

export const signalAnswer = z.object({ cases: z.number().int(), started: z.array(z.string()) });
export type SignalAnswer = z.infer<typeof signalAnswer>;
