import { z } from 'zod';

/** What a sandbox was sent, exactly as it came. Instants are ISO 8601 in UTC, on the organisation's clock. */
const record = z.object({ id: z.string(), at: z.string() });

export const sandboxSms = record.extend({
  to: z.string(),
  from: z.string().nullable(),
  text: z.string(),
  /** Parts that it is charged as. */
  parts: z.number().int(),
});
export type SandboxSmsView = z.infer<typeof sandboxSms>;

export const sandboxKrdOrder = record.extend({
  job: z.string(),
  /** Our own key of the order. */
  order: z.string(),
  action: z.enum(['add', 'update', 'remove', 'other']),
  /** Our id of the listing. */
  listing: z.string().nullable(),
  /** Null: accepted, once it has answered. */
  refusal: z.string().nullable(),
  xml: z.string(),
});
export type SandboxKrdOrderView = z.infer<typeof sandboxKrdOrder>;

export const sandboxFiling = record.extend({
  kind: z.enum(['claim', 'document']),
  /** Our own number of the claim. */
  reference: z.string(),
  number: z.number().int(),
  xml: z.string(),
});
export type SandboxFilingView = z.infer<typeof sandboxFiling>;

/** A letter that was printed; its PDF is at `/api/letters/{id}/pdf`. */
export const printedLetter = z.object({
  id: z.string(),
  at: z.string(),
  /** Job types of its acts. */
  types: z.array(z.string()),
  debtorId: z.string().nullable(),
  debtorName: z.string().nullable(),
  creditorName: z.string().nullable(),
  caseIds: z.array(z.string()),
});
export type PrintedLetterView = z.infer<typeof printedLetter>;
