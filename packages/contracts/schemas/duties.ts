import { z } from 'zod';
import { currencyCode } from './figures.ts';
import { pageQuery } from './page.ts';
import { identifier, prose } from './text.ts';

/** Amounts are integer grosze (minor units of the currency), days ISO dates, instants ISO 8601 in UTC. */
const grosze = z.number().int();
const day = z.iso.date();

/** An invoice as a register or a court has it from us. */
export const statedItem = z.object({
  invoiceId: z.string(),
  invoiceNumber: z.string().nullable(),
  /** What it was listed or sued with. */
  original: grosze,
  /** What the register shows, or the court is asked for, now. */
  stated: grosze,
  /** What an order under way says; null where none is. */
  sending: grosze.nullable(),
});

/** Why something formal did not come about, and what mends it: codes that pages have words for. */
export const dutyProblem = z.object({
  of: z.enum(['order', 'update', 'remove', 'claim', 'withdraw', 'limit']),
  /** What the receiver said, or the rule that refused it. */
  reason: z.string(),
  remedy: z.string(),
  since: z.string(),
});

const entry = z.object({
  id: z.string(),
  debtorId: z.string(),
  debtorName: z.string(),
  creditorId: z.string(),
  creditorName: z.string(),
  caseId: z.string(),
  currency: z.string(),
  /** Sum of what is stated. */
  amount: grosze,
  reference: z.string().nullable(),
  items: z.array(statedItem),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  /** When it looks again by itself. */
  nextDue: z.string().nullable(),
});

export const listingView = entry.extend({
  state: z.enum(['planned', 'sent', 'active', 'updateDue', 'removed', 'rejected', 'abandoned']),
  listedOn: z.string().nullable(),
  /** What is owed to the debtor, at the latest on `by`. */
  duty: z
    .object({
      kind: z.enum(['update', 'remove']),
      since: z.string(),
      by: z.string(),
      /** Its order is on the way. */
      asked: z.boolean(),
      /** Handed over; the register has not answered. */
      sent: z.boolean(),
      overdue: z.boolean(),
      retryAt: z.string().nullable(),
    })
    .nullable(),
  problem: dutyProblem.nullable(),
});
export type ListingView = z.infer<typeof listingView>;

export const claimView = entry.extend({
  state: z.enum([
    'draft',
    'sent',
    'registered',
    'orderIssued',
    'opposed',
    'discontinued',
    'final',
    'withdrawn',
    'rejected',
    'closed',
  ]),
  /** The court's case number. */
  signature: z.string().nullable(),
  fee: grosze,
  filedOn: z.string().nullable(),
  orderOn: z.string().nullable(),
  servedOn: z.string().nullable(),
  finalOn: z.string().nullable(),
  limitedOn: z.string().nullable(),
  /** Last day to file an ordinary claim that keeps the date of this one. */
  refileBy: z.string().nullable(),
  duty: z
    .object({
      kind: z.enum(['withdraw', 'limit']),
      since: z.string(),
      costs: z.enum(['undecided', 'claimed', 'waived']),
      decideBy: z.string(),
      asked: z.boolean(),
      retryAt: z.string().nullable(),
    })
    .nullable(),
  problem: dutyProblem.nullable(),
});
export type ClaimView = z.infer<typeof claimView>;

/** What happened to a listing or a claim, oldest first; `event.kind` names it. */
export const dutyHistory = z.array(z.object({ at: z.string(), event: z.looseObject({ kind: z.string() }) }));
export const listingDetail = listingView.extend({ history: dutyHistory });
export const claimDetail = claimView.extend({ history: dutyHistory });

export const dutyQuery = pageQuery.extend({
  /** `open`: not ended. */
  open: z.enum(['true', 'false']).optional(),
  creditorId: identifier.optional(),
  debtorId: identifier.optional(),
  invoiceId: identifier.optional(),
  currency: currencyCode.optional(),
});

/** A letter that goes by registered post. */
export const registeredLetterView = z.object({
  id: z.string(),
  kind: z.enum(['krdWarning', 'preCourtDemand']),
  /** Printed on the letter; the postal book names it by this. */
  reference: z.string(),
  debtorId: z.string(),
  debtorName: z.string(),
  creditorId: z.string(),
  creditorName: z.string(),
  currency: z.string(),
  /** Demanded in all. */
  amount: grosze,
  items: z.array(z.object({ invoiceId: z.string(), invoiceNumber: z.string().nullable(), amount: grosze })),
  printedOn: z.string(),
  /** Last day to pay, as printed. */
  payBy: z.string(),
  state: z.enum(['awaiting', 'posted', 'cancelled']),
  /** The post's number. */
  number: z.string().nullable(),
  postedOn: z.string().nullable(),
  /** Of a warning: first day on which its invoices may be listed. */
  listableFrom: z.string().nullable(),
  deliveredOn: z.string().nullable(),
  returnedOn: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  /** Its posting was entered wrongly before, oldest first. */
  corrections: z.array(
    z.object({ number: z.string(), postedOn: z.string(), reason: z.string(), by: z.string(), at: z.string() }),
  ),
});
export type RegisteredLetterView = z.infer<typeof registeredLetterView>;

export const letterQuery = pageQuery.extend({
  state: z.enum(['awaiting', 'posted', 'cancelled']).optional(),
  creditorId: identifier.optional(),
  debtorId: identifier.optional(),
  invoiceId: identifier.optional(),
});

export const postingBody = z.strictObject({ number: z.string().min(1).max(60), postedOn: day });
export const postingCorrectionBody = postingBody.extend({ reason: prose(1000) });
export const receiptBody = z.strictObject({ outcome: z.enum(['delivered', 'returned']), on: day });

export const postalBookReport = z.object({
  confirmed: z.number().int(),
  unchanged: z.number().int(),
  /** `code` says what is wrong with the line, `got` what stood there. */
  errors: z.array(z.object({ line: z.number().int(), code: z.string(), got: z.string() })),
});
export type PostalBookReport = z.infer<typeof postalBookReport>;

/** Something formal that a person has to see to. */
export const dutyFinding = z.object({
  kind: z.enum(['listing', 'claim', 'refusedAct', 'letter']),
  /** Of the listing, the claim, the act or the letter. */
  id: z.string(),
  channel: z.enum(['krd', 'epu', 'letter']),
  reason: z.string(),
  remedy: z.string(),
  since: z.string(),
  debtorId: z.string().nullable(),
  debtorName: z.string().nullable(),
  creditorId: z.string().nullable(),
  creditorName: z.string().nullable(),
  caseId: z.string().nullable(),
});
export type DutyFinding = z.infer<typeof dutyFinding>;
