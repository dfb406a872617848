import { z } from 'zod';
import { currencyCode, moneySelection } from './figures.ts';
import { pageQuery } from './page.ts';
import { identifier, prose, text } from './text.ts';

/** Amounts are integer grosze (minor units of the currency), days ISO dates. */
const grosze = z.number().int();
const positive = z.number().int().min(1).max(99_999_999_999_99);
const currency = z.string().regex(/^[A-Z]{3}$/, 'Expected a currency of three capital letters');
const day = z.iso.date();

export const importCounts = z.object({
  debtorsAdded: z.number().int(),
  debtorsChanged: z.number().int(),
  invoicesAdded: z.number().int(),
  invoicesChanged: z.number().int(),
  correctionsAdded: z.number().int(),
  paymentsAdded: z.number().int(),
  unchanged: z.number().int(),
});

/** A line of a file that was refused; `column` as the file's header calls it. */
export const importError = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  code: z.string(),
  expected: z.string(),
  got: z.string(),
});

export const importRun = z.object({
  id: z.string(),
  creditorId: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  counts: importCounts,
  errorCount: z.number().int(),
  at: z.string(),
});
export type ImportRunView = z.infer<typeof importRun>;

export const importReport = importRun.extend({
  /** `known`: this very file was imported before without errors; nothing was done. */
  outcome: z.enum(['imported', 'known']),
  /** The first thousand. */
  errors: z.array(importError),
});
export type ImportReportView = z.infer<typeof importReport>;

export const importQuery = z.object({ creditorId: identifier, name: text(200).default('open-items.csv') });

export const legalForm = z.enum(['consumer', 'soleTrader', 'partnership', 'company', 'publicBody']);

export const debtorBalance = z.object({
  debtorId: z.string(),
  name: z.string(),
  legalForm,
  nip: z.string().nullable(),
  creditorId: z.string(),
  currency: z.string(),
  open: grosze,
  overdue: grosze,
  openInvoices: z.number().int(),
  overdueInvoices: z.number().int(),
  oldestDue: z.string().nullable(),
  openCases: z.number().int(),
  /** Of what was asked for with `age`, `stage`, `paidIn` or `promisedFor`. */
  selected: z.object({ amount: grosze, invoices: z.number().int() }).nullable(),
});
export type DebtorBalanceView = z.infer<typeof debtorBalance>;

export const balanceQuery = pageQuery.extend({
  creditorId: identifier.optional(),
  text: text(100).optional(),
  overdue: z.enum(['true', 'false']).optional(),
  currency: currencyCode.optional(),
  ...moneySelection,
});

export const ledgerInvoice = z.object({
  id: z.string(),
  number: z.string(),
  issuedOn: z.string(),
  dueOn: z.string(),
  currency: z.string(),
  amount: grosze,
  open: grosze,
  /** What no dispute covers. */
  undisputed: grosze,
  /** Written off as a rest within the tolerance. */
  writtenOff: grosze.optional(),
  paid: z.boolean(),
  caseId: z.string().nullable(),
});
export type LedgerInvoiceView = z.infer<typeof ledgerInvoice>;

export const ledgerPayment = z.object({
  id: z.string(),
  bankReference: z.string(),
  bookedOn: z.string(),
  amount: grosze,
  currency: z.string(),
  title: z.string().nullable(),
  reverses: z.string().nullable(),
  rest: grosze,
  allocations: z.array(z.object({ invoiceId: z.string(), amount: grosze })),
});
export type LedgerPaymentView = z.infer<typeof ledgerPayment>;

export const ledgerHold = z.object({
  id: z.string(),
  invoiceId: z.string().nullable(),
  kind: z.enum(['hold', 'dispute']),
  until: z.string().nullable(),
  amount: grosze.nullable(),
  owner: z.string().nullable(),
  reason: z.string(),
  setAt: z.string(),
});
export type LedgerHoldView = z.infer<typeof ledgerHold>;

export const ledgerPromise = z.object({
  id: z.string(),
  promisedOn: z.string(),
  madeAt: z.string(),
  items: z.array(
    z.object({ invoiceId: z.string(), amount: grosze, state: z.enum(['open', 'kept', 'broken', 'replaced']) }),
  ),
});
export type LedgerPromiseView = z.infer<typeof ledgerPromise>;

export const ledgerPlan = z.object({
  id: z.string(),
  agreedAt: z.string(),
  state: z.enum(['running', 'kept', 'broken', 'cancelled']),
  /** Day of the part that broke it. */
  missedOn: z.string().nullable(),
  invoiceIds: z.array(z.string()),
  schedule: z.array(z.object({ dueOn: z.string(), amount: grosze })),
  owedBefore: grosze,
});
export type LedgerPlanView = z.infer<typeof ledgerPlan>;

export const debtorLedger = z.object({
  creditorId: z.string(),
  creditorName: z.string(),
  paymentsKnownThrough: z.string().nullable(),
  invoices: z.array(ledgerInvoice),
  payments: z.array(ledgerPayment),
  holds: z.array(ledgerHold),
  promises: z.array(ledgerPromise),
  plans: z.array(ledgerPlan),
});
export type DebtorLedgerView = z.infer<typeof debtorLedger>;

export const debtorCard = z.object({
  id: z.string(),
  name: z.string(),
  legalForm,
  nip: z.string().nullable(),
  regon: z.string().nullable(),
  krs: z.string().nullable(),
  street: z.string().nullable(),
  house: z.string().nullable(),
  flat: z.string().nullable(),
  postalCode: z.string().nullable(),
  town: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  erased: z.boolean(),
  /** Today on the organisation's clock. */
  today: z.string(),
  ledgers: z.array(debtorLedger),
});
export type DebtorCard = z.infer<typeof debtorCard>;

export const holdBody = z.strictObject({
  creditorId: identifier,
  /** Default: every invoice of the debtor to this creditor. */
  invoiceId: identifier.optional(),
  /** Last day, included; without one it lasts until somebody ends it. */
  until: day.optional(),
  reason: prose(1000),
});

export const disputeBody = z.strictObject({
  /** Default: all that is open. */
  amount: positive.optional(),
  until: day.optional(),
  owner: text(100).optional(),
  reason: prose(1000),
});

export const planBody = z.strictObject({
  creditorId: identifier,
  invoiceIds: z.array(identifier).min(1).max(200),
  /** Adds up to what the invoices owe. */
  schedule: z
    .array(z.strictObject({ dueOn: day, amount: positive }))
    .min(1)
    .max(60),
});

export const promiseBody = z.strictObject({
  creditorId: identifier,
  promisedOn: day,
  items: z
    .array(z.strictObject({ invoiceId: identifier, amount: positive.optional() }))
    .min(1)
    .max(200),
});

export const paymentBody = z.strictObject({
  creditorId: identifier,
  /** The bank's own. */
  bankReference: text(200),
  bookedOn: day,
  amount: positive,
  currency: currency.default('PLN'),
  title: text(500).optional(),
  /** Invoice that it names; what it leaves pays the oldest due. */
  invoiceId: identifier.optional(),
});

export const reversalBody = z.strictObject({ bankReference: text(200), bookedOn: day });
export const paymentsKnownBody = z.strictObject({ through: day });
export const created = z.object({ id: z.string() });
