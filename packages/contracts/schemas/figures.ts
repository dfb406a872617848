import { z } from 'zod';
import { identifier } from './text.ts';

/** Amounts are integer grosze (minor units of the currency), days ISO dates, months `yyyy-mm`. */
const grosze = z.number().int();
const count = z.number().int();
const currency = z.string();
/** As a filter. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'Expected a currency such as PLN');
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Expected a month such as 2026-11');

/** Whole days past due: due today is not due yet; `over360` begins with day 361. */
export const ageBand = z.enum(['notDue', 'to30', 'to60', 'to90', 'to180', 'to360', 'over360']);
export type AgeBand = z.infer<typeof ageBand>;

/** The furthest step that was taken about an open invoice, in the order of a procedure. */
export const moneyStage = z.enum(['outside', 'opened', 'reminder', 'demand', 'krd', 'epu', 'order']);
export type MoneyStage = z.infer<typeof moneyStage>;

/** `asked`: nothing keeps it from being asked for. */
export const moneyStanding = z.enum(['asked', 'promised', 'planned', 'disputed', 'held']);
export type MoneyStanding = z.infer<typeof moneyStanding>;

/** The furthest step before the day of a payment; `onTime` by the due day, `late` past it before any step. */
export const paidAfter = z.enum(['onTime', 'late', 'reminder', 'demand', 'krd', 'epu', 'order']);
export type PaidAfter = z.infer<typeof paidAfter>;

/** `pastDue`: whatever was paid past the due day. */
export const paidFilter = z.enum([...paidAfter.options, 'pastDue']);
export type PaidFilter = z.infer<typeof paidFilter>;

export const promiseEnd = z.enum(['kept', 'broken', 'open']);
export type PromiseEnd = z.infer<typeof promiseEnd>;

export const moneyQuery = z.object({ creditorId: identifier.optional() });

const owed = { currency, amount: grosze, invoices: count, debtors: count };

/** One snapshot of the money of an organisation or of one of its creditor companies. Rows without anything are left out. */
export const moneyFigures = z.object({
  /** On the organisation's clock. */
  today: z.string(),
  /** All that the figures are about, oldest first. */
  months: z.array(z.string()),
  totals: z.array(z.object(owed)),
  ageing: z.array(z.object({ ...owed, band: ageBand })),
  stages: z.array(
    z.object({
      ...owed,
      stage: moneyStage,
      /** Open cases about these invoices. */
      cases: count,
      asked: grosze,
      promised: grosze,
      planned: grosze,
      disputed: grosze,
      held: grosze,
    }),
  ),
  /** By the month in which the bank booked the payment; what was taken back does not count. */
  paid: z.array(z.object({ currency, month: z.string(), after: paidAfter, amount: grosze, payments: count })),
  /** By the month of the promised day; `count` is of promised invoices. */
  promises: z.array(z.object({ currency, month: z.string(), end: promiseEnd, amount: grosze, count })),
});
export type MoneyFigures = z.infer<typeof moneyFigures>;

/** The invoices behind a figure: of an age, of a stage, paid in a month, promised for a month. One of the four. */
export const moneySelection = {
  age: ageBand.optional(),
  stage: moneyStage.optional(),
  /** With `stage`. */
  standing: moneyStanding.optional(),
  paidIn: month.optional(),
  /** With `paidIn`. */
  after: paidFilter.optional(),
  promisedFor: month.optional(),
  /** With `promisedFor`. */
  promise: promiseEnd.optional(),
};
