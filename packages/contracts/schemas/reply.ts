import { z } from 'zod';
import { identifier, prose } from './text.ts';

/** By which way a debtor answered. */
export const replyChannel = z.enum(['email', 'sms', 'letter', 'phone', 'other']);
export type ReplyChannel = z.infer<typeof replyChannel>;

export const replyBody = z.strictObject({
  channel: replyChannel,
  /** Default: today. */
  receivedOn: z.iso.date().optional(),
  /** What was written or said; erased with the debtor's data. */
  text: prose(20_000),
});
export type ReplyBody = z.infer<typeof replyBody>;
export const debtorReplyBody = replyBody.extend({ creditorId: identifier.optional() });

/** Somebody to whom work may be given. */
export const worker = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  open: z.number().int(),
});
