import { z } from 'zod';
import { prose } from './text.ts';

/** Exactly what is to be approved, as of now. Amounts are grosze (minor units), days ISO dates. */
export const approvalView = z.object({
  id: z.string(),
  debtorName: z.string().nullable(),
  creditorName: z.string().nullable(),
  items: z.array(
    z.object({
      caseId: z.string(),
      invoiceNumber: z.string().nullable(),
      issuedOn: z.string().nullable(),
      dueOn: z.string().nullable(),
      currency: z.string().nullable(),
      amount: z.number().int(),
      /** Job type that it is for; null: the next formal act of the case. */
      approves: z.string().nullable(),
    }),
  ),
  /** Whether the person who asks may decide; `ownAct`: nobody approves what they started. */
  mayDecide: z.enum(['yes', 'notApprover', 'ownAct']),
  version: z.number().int(),
  /** A decision names what was shown by it. */
  hash: z.string(),
});
export type ApprovalView = z.infer<typeof approvalView>;

export const decideApprovalBody = z.strictObject({
  approved: z.boolean(),
  version: z.number().int().min(0),
  /** Of the data that the person saw; others answer 409. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  note: prose(4000).optional(),
});
export type DecideApprovalBody = z.infer<typeof decideApprovalBody>;
