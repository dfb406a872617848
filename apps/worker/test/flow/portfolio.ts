/** One line of the open-items file for each debtor and invoice. Amounts as in the file. */
interface Debtor {
  readonly key: string;
  readonly legalForm?: 'company' | 'consumer';
  readonly reach?: 'all' | 'none' | 'mailOnly';
  readonly invoices: readonly (readonly [number: string, due: string, amount: string])[];
}

const STALEX: readonly Debtor[] = [
  { key: 'four', invoices: ['F/1', 'F/2', 'F/3', 'F/4'].map((number) => [number, '2026-01-05', '1 000,00'] as const) },
  {
    key: 'joins',
    invoices: [
      ['J/1', '2026-01-05', '400,00'],
      ['J/2', '2026-01-05', '500,00'],
      ['J/3', '2026-01-05', '600,00'],
      ['J/4', '2026-01-11', '700,00'],
    ],
  },
  { key: 'part', invoices: [['D/1', '2026-01-05', '1 000,00']] },
  { key: 'whole', invoices: [['D/2', '2026-01-05', '2 500,00']] },
  { key: 'held', invoices: [['H/1', '2026-01-05', '900,00']] },
  { key: 'silent-1', invoices: [['S/1', '2026-01-05', '3 100,00']] },
  { key: 'terminated', invoices: [['T/1', '2026-01-05', '1 500,00']] },
  { key: 'sued', invoices: [['P/1', '2026-01-05', '5 000,00']] },
  { key: 'unsued', invoices: [['N/2', '2026-01-05', '1 300,00']] },
  { key: 'withdrawn', invoices: [['N/3', '2026-01-05', '1 400,00']] },
  { key: 'refiled', invoices: [['R/1', '2026-01-05', '1 450,00']] },
  { key: 'rates', invoices: ['A/1', 'A/2', 'A/3', 'A/4'].map((number) => [number, '2026-01-05', '1 000,00'] as const) },
  { key: 'called-off', invoices: [['L/1', '2026-01-05', '1 200,00']] },
  {
    key: 'key',
    invoices: [
      ['Q/1', '2026-01-11', '9 000,00'],
      ['Q/2', '2026-01-11', '4 000,00'],
    ],
  },
  { key: 'small', invoices: [['M/1', '2026-01-05', '300,00']] },
  { key: 'old', invoices: [['O/1', '2022-06-30', '2 000,00']] },
  { key: 'unknown', reach: 'none', invoices: [['U/1', '2026-01-05', '800,00']] },
  { key: 'void', invoices: [['V/1', '2026-01-05', '2 200,00']] },
  { key: 'early', legalForm: 'consumer', reach: 'mailOnly', invoices: [['B/1', '2026-01-22', '300,00']] },
  { key: 'late', reach: 'mailOnly', invoices: [['B/2', '2026-01-22', '350,00']] },
  { key: 'unreminded', legalForm: 'consumer', reach: 'mailOnly', invoices: [['B/3', '2026-01-22', '360,00']] },
];

const DREWPOL: readonly Debtor[] = [
  { key: 'promise', invoices: ['W/1', 'W/2', 'W/3'].map((number) => [number, '2026-01-05', '1 000,00'] as const) },
];

const HEADER =
  'typ;kontrahent;nazwa;forma prawna;nip;pesel;krs;ulica;nr domu;kod pocztowy;miejscowość;e-mail;telefon;numer;data wystawienia;termin płatności;kwota';

/** The files that the firms' own systems give, each with a header in Polish. */
export const OPEN_ITEMS = { stalex: csvOf(STALEX, 1), drewpol: csvOf(DREWPOL, 60) } as const;

/** One more that nobody hears of, three days overdue. */
export const silentDebtor = (index: number, today: string): string =>
  csvOf([{ key: `silent-${index}`, invoices: [[`S/${index}`, daysBefore(today, 3), '3 100,00']] }], 80 + index);

/** One overdue invoice each, `K/1` and so on. */
export const manyDebtors = (count: number): string =>
  csvOf(
    Array.from({ length: count }, (_, index) => ({
      key: `many-${index + 1}`,
      invoices: [[`K/${index + 1}`, '2026-01-05', '1 500,00'] as const],
    })),
    1,
  );

/** A file with one line of another kind. */
export const line = (header: string, cells: string): string => `${header}\n${cells}\n`;

export const paymentsThrough = (day: string, payments: readonly string[] = []): string =>
  ['typ;kontrahent;referencja banku;data księgowania;kwota;tytuł;faktura', ...payments, `wpłaty do;;;${day};;;`].join(
    '\n',
  );

function csvOf(debtors: readonly Debtor[], first: number): string {
  const lines = debtors.flatMap(({ key, legalForm = 'company', reach = 'all', invoices }, index) => {
    const number = first + index;
    const form = legalForm === 'company' ? 'spółka' : 'konsument';
    const ids =
      legalForm === 'company'
        ? [nipOf(number), '', String(100_000 + number).padStart(10, '0')]
        : ['', peselOf(number), ''];
    const place = reach === 'none' ? ['', '', '', ''] : ['ul. Długa', String(number), '00-238', 'Warszawa'];
    const email = reach === 'none' ? '' : `${key}@kontrahent.example`;
    const phone = reach === 'all' ? `6011000${String(number).padStart(2, '0')}` : '';
    const name = legalForm === 'company' ? `Kontrahent ${key} sp. z o.o.` : `Jan Żółw${'abcdefgh'[number % 8]}`;
    const debtor = ['dłużnik', key, name, form, ...ids, ...place, email, phone, '', '', '', ''];
    return [
      debtor.join(';'),
      ...invoices.map(([invoice, due, amount]) =>
        ['faktura', key, ...Array<string>(11).fill(''), invoice, daysBefore(due, 30), due, amount].join(';'),
      ),
    ];
  });
  return `${[HEADER, ...lines].join('\r\n')}\r\n`;
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}

function nipOf(seed: number): string {
  for (let number = 526_000_000 + seed * 97; ; number += 1) {
    const digits = String(number);
    const sum = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
    if (sum % 11 !== 10) return `${digits}${sum % 11}`;
  }
}

function peselOf(seed: number): string {
  const digits = `800101${String(1000 + seed)}`;
  const sum = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
