import { z } from 'zod';
import { role } from './permission.ts';

/** What would leave the firm once sending is on: acts and letters that wait now, by the channel that they leave by. */
export const waitingToLeave = z.object({
  sending: z.boolean(),
  /** Turns of the switch, newest first; `by` null: no person of the organisation. */
  turns: z.array(z.object({ at: z.string(), enabled: z.boolean(), by: z.string().nullable() })),
  /** Every channel leads to the sandbox, as the worker told last: no debtor is reached. */
  sandboxOnly: z.boolean(),
  items: z.array(
    z.object({
      channel: z.enum(['email', 'sms', 'letter', 'krd', 'epu', 'webhook']),
      count: z.number().int(),
      debtors: z.number().int(),
      /** Where the worker would send it; null where no worker has told yet. */
      receiver: z.enum(['sandbox', 'real']).nullable(),
    }),
  ),
});
export type WaitingToLeave = z.infer<typeof waitingToLeave>;

export const userLine = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(role),
  disabled: z.boolean(),
});
export type UserLine = z.infer<typeof userLine>;
