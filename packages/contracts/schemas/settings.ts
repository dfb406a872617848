import { z } from 'zod';
import { legalForm } from './ledger.ts';
import { prose, text } from './text.ts';

/** Null empties a field; one that is left out stays as it is. Checksums of identifiers are checked by the API. */
const optional = (max: number) => text(max).nullable().optional();
const address = {
  street: optional(200),
  house: optional(20),
  flat: optional(20),
  postalCode: optional(20),
  town: optional(100),
};
const shownAddress = {
  street: z.string().nullable(),
  house: z.string().nullable(),
  flat: z.string().nullable(),
  postalCode: z.string().nullable(),
  town: z.string().nullable(),
};

/** The natural person who files claims for a creditor. */
const epuSubmitter = z.strictObject({
  firstName: text(30),
  surname: text(60),
  pesel: text(20),
  street: text(200).nullable(),
  house: text(20),
  flat: text(20).nullable(),
  postalCode: text(20),
  town: text(100),
  /** What the right to act rests on. */
  basis: text(200),
});

export const creditorSettings = z.object({
  id: z.string(),
  name: z.string(),
  nip: z.string().nullable(),
  ...shownAddress,
  bankAccount: z.string().nullable(),
  letterhead: z.string().nullable(),
  senderEmail: z.string().nullable(),
  replyTo: z.string().nullable(),
  smsSender: z.string().nullable(),
  krdContract: z.boolean(),
  /** Grosze: an open amount up to this counts as paid and is written off. */
  tolerance: z.number().int(),
  /** Name of the account at the e-court; its secrets are the installation's. */
  epuAccount: z.string().nullable(),
  /** The PESEL is never shown again. */
  epuSubmitter: epuSubmitter.omit({ pesel: true }).nullable(),
  paymentsKnownThrough: z.string().nullable(),
  /** What formal steps still miss: nip, address, bankAccount, senderEmail, krdContract, epuSubmitter. */
  missing: z.array(z.string()),
});
export type CreditorSettings = z.infer<typeof creditorSettings>;

export const creditorSettingsBody = z.strictObject({
  name: text(300).optional(),
  nip: optional(20),
  ...address,
  bankAccount: optional(40),
  letterhead: prose(1000).nullable().optional(),
  senderEmail: z.email().max(254).nullable().optional(),
  replyTo: z.email().max(254).nullable().optional(),
  smsSender: optional(11),
  krdContract: z.boolean().optional(),
  tolerance: z.number().int().min(0).max(10_000).optional(),
  epuAccount: optional(100),
  epuSubmitter: epuSubmitter.nullable().optional(),
});
export type CreditorSettingsBody = z.infer<typeof creditorSettingsBody>;

export const debtorBody = z.strictObject({
  name: text(300).optional(),
  firstName: optional(60),
  surname: optional(100),
  legalForm: legalForm.optional(),
  nip: optional(20),
  pesel: optional(20),
  regon: optional(20),
  krs: optional(20),
  ...address,
  email: z.email().max(254).nullable().optional(),
  phone: optional(30),
  language: z.enum(['pl', 'en']).optional(),
  /** Day on which insolvency or restructuring was opened. */
  insolventSince: z.iso.date().nullable().optional(),
});
export type DebtorBody = z.infer<typeof debtorBody>;

export const debtorIdentity = z.object({
  id: z.string(),
  name: z.string(),
  firstName: z.string().nullable(),
  surname: z.string().nullable(),
  legalForm,
  nip: z.string().nullable(),
  /** The PESEL itself is never shown. */
  hasPesel: z.boolean(),
  regon: z.string().nullable(),
  krs: z.string().nullable(),
  ...shownAddress,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.enum(['pl', 'en']),
  insolventSince: z.string().nullable(),
  /** What formal steps still miss: name, address, number (PESEL, NIP or KRS as the legal form asks), email, phone. */
  missing: z.array(z.string()),
});
export type DebtorIdentity = z.infer<typeof debtorIdentity>;

export const partyChanges = z.object({
  items: z.array(z.object({ fields: z.array(z.string()), by: z.string().nullable(), at: z.string() })),
});

export const contactPolicy = z.strictObject({
  window: z.strictObject({
    /** Local time `HH:MM`. */
    opens: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Expected a time as HH:MM'),
    closes: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Expected a time as HH:MM'),
    days: z.enum(['businessDays', 'everyDay']),
  }),
  maxPerDay: z.number().int(),
  /** In any seven days that follow one another. */
  maxPerWeek: z.number().int(),
  joiningDelayMinutes: z.number().int(),
  /** Banking days after the promised day before a promise counts as broken. */
  promiseGraceDays: z.number().int(),
  /** Null: also a hold without an end. */
  longestHoldDays: z.number().int().nullable(),
});
export type ContactPolicyBody = z.infer<typeof contactPolicy>;

const version = {
  /** 0: the product's default, which nobody set. */
  version: z.number().int(),
  setBy: z.string().nullable(),
  setAt: z.string().nullable(),
  note: z.string().nullable(),
};
const bound = z.object({ least: z.number(), most: z.number(), source: z.string() });

export const contactPolicyView = z.object({
  ...version,
  policy: contactPolicy,
  /** Times in minutes of the day, the joining delay in minutes. */
  bounds: z.record(z.string(), bound),
});
export type ContactPolicyView = z.infer<typeof contactPolicyView>;
export const contactPolicyHistory = z.object({ items: z.array(z.object({ ...version, policy: contactPolicy })) });
export const contactPolicyPut = z.strictObject({
  /** Version that the person saw; another one answers 409. */
  version: z.number().int().min(0),
  policy: contactPolicy,
  note: prose(1000).optional(),
});

const formalities = {
  bureauName: text(200),
  /** Seat, as a warning has to name it. */
  bureauAddress: text(200),
  /** Grosze: largest claim that the court's system takes. */
  largestClaim: z.number().int().min(1).max(1_000_000_000_000),
};
/** Facts of formal steps that no statute gives: to be checked by each organisation. */
export const formalitiesView = z.object({
  ...version,
  ...formalities,
  /** Rules of law in force today, with their sources: shown, never set. */
  rules: z.array(
    z.object({ name: z.string(), value: z.number(), unit: z.string(), from: z.string(), source: z.string() }),
  ),
});
export type FormalitiesView = z.infer<typeof formalitiesView>;
export const formalitiesPut = z.strictObject({
  version: z.number().int().min(0),
  ...formalities,
  note: prose(1000).optional(),
});

export const writeOffBody = z.strictObject({ reason: prose(1000) });
export const ledgerPosting = z.object({
  id: z.string(),
  kind: z.enum(['invoiced', 'correction', 'payment', 'release', 'reversal', 'writeOff', 'writeOffReversal']),
  /** What it adds to the open amount. */
  amount: z.number().int(),
  bookedOn: z.string(),
  correctionNumber: z.string().nullable(),
  reason: z.string().nullable(),
  recordedAt: z.string(),
});
export type LedgerPostingView = z.infer<typeof ledgerPosting>;
