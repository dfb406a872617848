import { z } from 'zod';

/** What changed since; `id` null: many. No more than this travels: whoever may see more asks for it. */
export const liveChanges = z.array(
  z.object({ kind: z.enum(['case', 'work', 'debtor', 'procedure', 'clock']), id: z.string().nullable() }),
);
export type LiveChanges = z.infer<typeof liveChanges>;
