import { z } from 'zod';
import { prose } from './text.ts';

const grosze = z.number().int();

/** What would leave if it left now, in the words of a page. */
export const approvalDocument = z.object({
  kind: z.enum(['listing', 'claim']),
  /** `number`: the identifier that it names; null where it is not known. */
  creditor: z.object({ name: z.string(), number: z.string().nullable(), address: z.string() }),
  debtor: z.object({ name: z.string(), number: z.string().nullable(), address: z.string() }),
  lines: z.array(
    z.object({
      invoiceNumber: z.string(),
      issuedOn: z.string(),
      dueOn: z.string(),
      daysOverdue: z.number().int(),
      currency: z.string(),
      /** Of the invoice, and what is stated. */
      debt: grosze,
      amount: grosze,
      /** Of the letter that it rests on. */
      demandedOn: z.string().nullable(),
      demandNumber: z.string().nullable(),
      /** What the debtor disputes. */
      objection: z.string().nullable(),
    }),
  ),
  total: grosze,
  currency: z.string(),
  courtFee: grosze.nullable(),
  /** Why it would be refused as things stand: reasons that pages have words for. */
  obstacles: z.array(z.string()),
});
export type ApprovalDocument = z.infer<typeof approvalDocument>;

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
  /** Who began the cases or did the last work that led here: none of them may decide. Empty: the procedure alone. */
  askedBy: z.array(z.object({ name: z.string(), did: z.enum(['started', 'worked']) })),
  /** Null where it is for nothing that goes to the register or the court, or the person may not see the books. */
  document: approvalDocument.nullable(),
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
