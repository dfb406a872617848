import { z } from 'zod';
import { caseSummary } from './case.ts';
import { ledgerInvoice } from './ledger.ts';
import { prose } from './text.ts';

/** Amounts are integer grosze (minor units of the currency), days ISO dates, instants ISO date-times. */
const grosze = z.number().int();
const who = z.string().nullable();

/** What comes after: the next steps of the diagram; `when`: the condition as drawn. */
export const nextStep = z.object({ title: z.string(), when: z.string().nullable() });

/** `count`: so many equal ones. */
const wait = { title: z.string(), count: z.number().int() };

/** Job type; null for a user task. */
const actType = z.string().nullable();

/** One thing that the case waits for, or several equal ones. */
export const waitsFor = z.discriminatedUnion('kind', [
  z.object({
    ...wait,
    kind: z.literal('time'),
    due: z.string(),
    next: z.array(nextStep),
  }),
  z.object({
    ...wait,
    kind: z.literal('message'),
    message: z.string(),
    next: z.array(nextStep),
  }),
  z.object({
    ...wait,
    kind: z.literal('person'),
    type: actType,
    channel: z.string(),
    /** Who has taken it; null: whoever of the groups is first. */
    assignee: who,
    groups: z.array(z.string()),
    due: z.string().nullable(),
    next: z.array(nextStep),
  }),
  z.object({
    ...wait,
    kind: z.literal('act'),
    type: actType,
    channel: z.string(),
    state: z.enum(['waiting', 'sending', 'unknown']),
    reason: z.string().nullable(),
    until: z.string().nullable(),
    next: z.array(nextStep),
  }),
  /** A worker. `hears`: it listens to what happens to a task, and what happens goes on when it is done. */
  z.object({
    ...wait,
    kind: z.literal('job'),
    type: z.string(),
    hears: z.enum(['creating', 'assigning', 'updating', 'completing', 'canceling']).nullable(),
    /** Of a failed one: when it is offered again. */
    until: z.string().nullable(),
    next: z.array(nextStep),
  }),
  /** The end of a case that it called. */
  z.object({ ...wait, kind: z.literal('called'), next: z.array(nextStep) }),
  z.object({ ...wait, kind: z.literal('incident'), cause: z.string(), message: z.string() }),
]);
export type WaitsFor = z.infer<typeof waitsFor>;

/** What was signed. `proven`: put together again it has the very fingerprint that the approver signed. */
export const signedApproval = z.object({
  bundleId: z.string(),
  approvedBy: z.string(),
  approvedAt: z.string(),
  hash: z.string(),
  proven: z.boolean(),
  items: z.array(
    z.object({
      caseId: z.string(),
      invoiceNumber: z.string().nullable(),
      issuedOn: z.string().nullable(),
      dueOn: z.string().nullable(),
      currency: z.string().nullable(),
      amount: grosze,
      approves: z.string().nullable(),
      state: z.enum(['given', 'used', 'void', 'replaced']).nullable(),
      /** It binds no more: the invoice stands otherwise now. */
      voided: z.object({ reason: z.enum(['paid', 'changed']), now: grosze }).nullable(),
    }),
  ),
});
export type SignedApprovalView = z.infer<typeof signedApproval>;

/** An entry in the register of debts with what it rested on when it was ordered. */
export const listingGrounds = z.object({
  id: z.string(),
  state: z.string(),
  orderedAt: z.string(),
  listedOn: z.string().nullable(),
  reference: z.string().nullable(),
  amount: grosze,
  currency: z.string(),
  effectId: z.string().nullable(),
  /** Least sum and days overdue that the law asks for, with its source. */
  rule: z.object({ leastTotal: grosze, daysOverdue: z.number().int(), source: z.string() }),
  invoices: z.array(
    z.object({
      invoiceNumber: z.string(),
      dueOn: z.string(),
      daysOverdue: z.number().int(),
      amount: grosze,
      demandedOn: z.string().nullable(),
      /** Of the letter with the warning. */
      demandEffectId: z.string().nullable(),
    }),
  ),
  /** Who approved it; null where nobody did. */
  approval: z.object({ bundleId: z.string(), by: z.string(), at: z.string() }).nullable(),
});
export type ListingGrounds = z.infer<typeof listingGrounds>;

export const caseFile = z.object({
  case: caseSummary,
  version: z.number().int(),
  /** Where in the procedure: the outermost named part that is under way. */
  stage: z.string().nullable(),
  debtor: z
    .object({
      id: z.string(),
      name: z.string(),
      legalForm: z.string(),
      nip: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
    })
    .nullable(),
  /** Today on the organisation's clock. */
  today: z.string(),
  currency: z.string(),
  /** What the debtor owes this creditor. */
  open: grosze,
  overdue: grosze,
  /** Open invoices of the debtor to this creditor, and the one that the case is about. */
  invoices: z.array(ledgerInvoice.extend({ own: z.boolean(), daysOverdue: z.number().int() })),
  promise: z.object({ promisedOn: z.string(), amount: grosze }).nullable(),
  hold: z
    .object({ of: z.enum(['hold', 'dispute']), until: z.string().nullable(), reason: z.string(), by: who })
    .nullable(),
  /** It is being ended, and is not yet; `cause`: a person, the case that called it, an error that nothing caught. */
  ending: z
    .object({
      since: z.string(),
      cause: z.enum(['person', 'caller', 'error']),
      by: who,
      reason: z.string().nullable(),
    })
    .nullable(),
  /** Null while it goes on, and of one that was suspended by no command that is kept. */
  suspension: z.object({ by: who, reason: z.string().nullable() }).nullable(),
  /** The first of each kind and step; the others by pages. */
  waits: z.array(waitsFor),
  /** How many are not among them. */
  waitsLeft: z.number().int(),
  approvals: z.array(signedApproval),
  listings: z.array(listingGrounds),
});
export type CaseFile = z.infer<typeof caseFile>;

/** All cases of a debtor over all creditors, newest first. */
export const debtorFile = z.object({ cases: z.array(caseSummary) });
export type DebtorFile = z.infer<typeof debtorFile>;

export const caseNoteBody = z.strictObject({ text: prose(4000) });

/** What was sent, word for word; of a letter, where its file is. */
export const sentDocument = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    mediaType: z.enum(['text/plain', 'text/xml']),
    from: z.string().nullable(),
    to: z.string().nullable(),
    subject: z.string().nullable(),
    text: z.string(),
  }),
  z.object({
    kind: z.literal('letter'),
    path: z.string(),
    /** Of the file; `intact`: it is the one that was recorded when it left. */
    sha256: z.string(),
    intact: z.boolean(),
  }),
  /** Nothing was kept, or it was erased with the debtor's data. */
  z.object({ kind: z.literal('none') }),
]);
export type SentDocumentView = z.infer<typeof sentDocument>;
