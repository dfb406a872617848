import { inventedNip } from '@krok/receivables/demo';

/** Companies and debtors of the demo: all made up. Addresses lie in domains that nobody can own (RFC 2606). */
export const demoCreditors = [
  // No tax office has the prefix 000: the check digit is right, and yet the number can be nobody's.
  { name: 'Hurtownia Zmyślona Sp. z o.o.', nip: '0001112221', senderEmail: 'naleznosci@hurtownia-zmyslona.example' },
  { name: 'Warsztaty Przykładowe S.A.', nip: '0009998885', senderEmail: 'rozliczenia@warsztaty-przykladowe.example' },
] as const;

export const demoDebtors = [
  { name: 'Piekarnia Nieistniejąca Sp. z o.o.', form: 'spółka', email: 'biuro@piekarnia-nieistniejaca.example' },
  { name: 'Stolarnia Wymyślona S.A.', form: 'spółka', email: 'kontakt@stolarnia-wymyslona.example' },
  { name: 'Kwiaciarnia Bajkowa Sp. z o.o.', form: 'spółka', email: 'kwiaty@kwiaciarnia-bajkowa.example' },
  { name: 'Transport Fikcyjny sp.k.', form: 'spółka osobowa', email: 'ksiegowosc@transport-fikcyjny.example' },
  // Without an address: its reminder becomes an incident.
  { name: 'Studio Urojone Sp. z o.o.', form: 'spółka', email: '' },
].map((debtor, index) => ({ ...debtor, key: `K-${1001 + index}`, nip: inventedNip(70_000 + index) }));

export interface DemoInvoice {
  readonly number: string;
  /** Places in the lists above. */
  readonly debtor: number;
  readonly creditor: number;
  /** Grosze. */
  readonly amount: number;
  readonly daysPastDue: number;
  /** How long the case waits for a payment; default two minutes, so that there is something to see. */
  readonly wait?: string;
  /** A message that arrives before the case has begun to wait for it. */
  readonly message?: 'payment-received' | 'invoice-withdrawn';
}

/** The first two are of one debtor and creditor: one e-mail names both. */
export const demoInvoices: readonly DemoInvoice[] = [
  { number: 'FV/2026/10/0117', debtor: 0, creditor: 0, amount: 412_050, daysPastDue: 3 },
  { number: 'FV/2026/10/0121', debtor: 0, creditor: 0, amount: 98_400, daysPastDue: 3 },
  { number: 'FV/2026/10/0098', debtor: 1, creditor: 0, amount: 1_563_200, daysPastDue: 9 },
  { number: 'FV/2026/09/0311', debtor: 2, creditor: 1, amount: 73_999, daysPastDue: 24, message: 'payment-received' },
  { number: 'FV/2026/10/0154', debtor: 3, creditor: 1, amount: 2_240_000, daysPastDue: 6, wait: 'P3D' },
  { number: 'FV/2026/10/0160', debtor: 3, creditor: 0, amount: 318_475, daysPastDue: 2, message: 'invoice-withdrawn' },
  { number: 'FV/2026/10/0087', debtor: 4, creditor: 1, amount: 55_350, daysPastDue: 12 },
  { number: 'FV/2026/10/0133', debtor: 2, creditor: 0, amount: 187_690, daysPastDue: 5, wait: 'P7D' },
];
