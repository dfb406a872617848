import type { DemoCreditor } from './demo-portfolio.ts';

/** Days, both included; without `after` everything up to `through`. */
export interface PortfolioPeriod {
  readonly after?: string;
  readonly through: string;
}

/**
 * The file that the company's books would give: documents issued and payments booked in the period, and every debtor that
 * they name (layout: docs/how-to/import-open-items.md). Polish headings, dates and amounts, semicolons.
 */
export function portfolioCsv(creditor: DemoCreditor, { after = '', through }: PortfolioPeriod): string {
  const within = (day: string) => day > after && day <= through;
  const invoices = creditor.invoices.filter(({ issuedOn }) => within(issuedOn));
  const corrections = creditor.corrections.filter(({ issuedOn }) => within(issuedOn));
  const payments = creditor.payments.filter(({ bookedOn }) => within(bookedOn));
  const named = new Set([...invoices, ...corrections, ...payments].map(({ debtor }) => debtor));
  const lines: Line[] = [
    ...creditor.debtors
      .filter(({ number }) => named.has(number))
      .map(({ number, name, legalForm, details }) => ({
        typ: 'dłużnik',
        kontrahent: number,
        nazwa: name,
        'forma prawna': legalForm,
        NIP: details.nip,
        PESEL: details.pesel,
        REGON: details.regon,
        KRS: details.krs,
        imię: details.firstName,
        nazwisko: details.surname,
        ulica: details.street,
        'nr domu': details.house,
        'nr lokalu': details.flat,
        'kod pocztowy': details.postalCode,
        miejscowość: details.town,
        'e-mail': details.email,
        telefon: details.phone,
        język: details.language,
      })),
    ...invoices.map(({ debtor, number, issuedOn, dueOn, amount, claimKind }) => ({
      typ: 'faktura',
      kontrahent: debtor,
      numer: number,
      'data wystawienia': polishDay(issuedOn),
      'termin płatności': polishDay(dueOn),
      kwota: polishAmount(amount),
      'rodzaj roszczenia': claimKind,
    })),
    ...corrections.map(({ debtor, number, corrects, issuedOn, amount }) => ({
      typ: 'korekta',
      kontrahent: debtor,
      numer: number,
      koryguje: corrects,
      'data wystawienia': polishDay(issuedOn),
      kwota: polishAmount(amount),
    })),
    ...payments.map(({ debtor, reference, bookedOn, amount, title, invoice, namesInvoice, reverses }) => ({
      typ: 'wpłata',
      kontrahent: debtor,
      'referencja banku': reference,
      'data księgowania': polishDay(bookedOn),
      kwota: polishAmount(amount),
      tytuł: title,
      faktura: namesInvoice && reverses === null ? invoice : undefined,
      cofa: reverses ?? undefined,
    })),
    { typ: 'wpłaty do', 'data księgowania': polishDay(through) },
  ];
  const rows = [COLUMNS, ...lines.map((line) => COLUMNS.map((column) => line[column] ?? ''))];
  return `${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`;
}

const COLUMNS = [
  'typ',
  'kontrahent',
  'nazwa',
  'imię',
  'nazwisko',
  'forma prawna',
  'NIP',
  'PESEL',
  'REGON',
  'KRS',
  'ulica',
  'nr domu',
  'nr lokalu',
  'kod pocztowy',
  'miejscowość',
  'e-mail',
  'telefon',
  'język',
  'numer',
  'koryguje',
  'data wystawienia',
  'termin płatności',
  'kwota',
  'rodzaj roszczenia',
  'referencja banku',
  'data księgowania',
  'tytuł',
  'faktura',
  'cofa',
] as const;
type Line = Partial<Record<(typeof COLUMNS)[number], string | undefined>>;

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function polishDay(day: string): string {
  return day.split('-').reverse().join('.');
}

function polishAmount(grosze: number): string {
  const whole = Math.trunc(Math.abs(grosze) / 100);
  return `${grosze < 0 ? '-' : ''}${whole},${String(Math.abs(grosze) % 100).padStart(2, '0')}`;
}
