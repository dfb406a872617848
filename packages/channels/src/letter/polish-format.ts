const NO_BREAK = '\u00a0';

/** `1 234,56 zł`, with spaces at which no line breaks. `amount`: minor units; a currency that is not the złoty by its code. */
export function polishAmount(amount: number, currency = 'PLN'): string {
  const minor = Math.abs(amount);
  const whole = String(Math.floor(minor / 100)).replaceAll(/\B(?=(\d{3})+$)/g, NO_BREAK);
  const sign = amount < 0 ? '\u2212' : '';
  const unit = currency === 'PLN' ? 'zł' : currency;
  return `${sign}${whole},${String(minor % 100).padStart(2, '0')}${NO_BREAK}${unit}`;
}

/** `5 grudnia 2026 r.` */
export function polishDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date}${NO_BREAK}${MONTHS[(month ?? 1) - 1]} ${year}${NO_BREAK}r.`;
}

/** `05.12.2026`, for tables. */
export function shortDate(day: string): string {
  return day.split('-').reverse().join('.');
}

/** An NRB as banks print it: `61 1090 1014 0000 0712 1981 2874`. */
export function groupedAccount(nrb: string): string {
  return [nrb.slice(0, 2), ...(nrb.slice(2).match(/.{1,4}/g) ?? [])].join(NO_BREAK);
}

const MONTHS = [
  'stycznia',
  'lutego',
  'marca',
  'kwietnia',
  'maja',
  'czerwca',
  'lipca',
  'sierpnia',
  'września',
  'października',
  'listopada',
  'grudnia',
];
