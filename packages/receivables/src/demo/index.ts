export { inventedPostingNumber } from './invented-identifiers.ts';
export type { DemoDebtor, PayingHabit } from './demo-debtors.ts';
export type { DemoFate } from './demo-payments.ts';
export {
  type DemoCorrection,
  type DemoCreditor,
  type DemoInvoice,
  type DemoOptions,
  type DemoPayment,
  demoPortfolio,
} from './demo-portfolio.ts';
export { inventedKrs, inventedNip, inventedNrb, inventedPesel, inventedRegon } from './invented-identifiers.ts';
export { portfolioCsv, type PortfolioPeriod } from './portfolio-csv.ts';
export { type Random, randomOf } from './random.ts';
