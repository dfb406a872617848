import { z } from 'zod';

/** Something that waits for this very person. */
export const notification = z.discriminatedUnion('kind', [
  /** A case stands still. */
  z.object({
    kind: z.literal('incident'),
    id: z.string(),
    at: z.string(),
    caseId: z.string(),
    businessKey: z.string().nullable(),
    cause: z.string(),
  }),
  /** Something that was sent, and nobody knows whether it arrived. */
  z.object({ kind: z.literal('unknownEffect'), id: z.string(), at: z.string(), channel: z.string() }),
  /** A decision of a second person. */
  z.object({
    kind: z.literal('approval'),
    id: z.string(),
    at: z.string(),
    title: z.string(),
    debtorName: z.string().nullable(),
  }),
  /** A debtor waits for this call. */
  z.object({
    kind: z.literal('callback'),
    id: z.string(),
    at: z.string(),
    title: z.string(),
    debtorName: z.string().nullable(),
  }),
]);
export type Notification = z.infer<typeof notification>;
