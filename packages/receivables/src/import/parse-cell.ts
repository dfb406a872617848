/**
 * Grosze of an amount as Polish programs write it: `1 234,56` (any kind of space), `1234.56`, `1.234,56`, `-12,5`.
 * Null where it is none, has more than two decimals, or could be read in two ways (`1,234`, `1.234`).
 */
export function parseAmount(text: string): number | null {
  const compact = text
    .trim()
    .replace(/\s*(zł|PLN)$/i, '')
    .replace(/^[−–]/, '-');
  const match = /^([+-]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d+)(?:[.,](\d{1,2}))?$/.exec(
    compact,
  );
  if (match === null) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  const digits = whole.replaceAll(/\D/g, '');
  if (digits.length > MOST_DIGITS) return null;
  const grosze = Number(digits) * 100 + Number(decimals.padEnd(2, '0'));
  return sign === '-' && grosze !== 0 ? -grosze : grosze;
}

/** ISO date of `2026-05-31`, `31.05.2026`, `31-05-2026`; null where there is no such day. */
export function parseDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const polish = /^(\d{1,2})([.-])(\d{1,2})\2(\d{4})$/.exec(text.trim());
  const parts = iso ? [iso[1], iso[2], iso[3]] : polish ? [polish[4], polish[3], polish[1]] : null;
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= FIRST_YEAR && year <= LAST_YEAR ? date.toISOString().slice(0, 10) : null;
}

/** `+48123456789`: nine digits are Polish ones. */
export function parsePhone(text: string): string | null {
  const compact = text.replaceAll(/[\s()./-]/g, '').replace(/^00/, '+');
  if (/^\d{9}$/.test(compact)) return `+48${compact}`;
  return /^\+\d{8,15}$/.test(compact) ? compact : null;
}

/** As far as a file can tell; the channel finds out the rest. */
export function parseEmail(text: string): string | null {
  const email = text.trim();
  return email.length <= 254 && /^[^\s@<>,;"]{1,64}@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(email) ? email : null;
}

const MOST_DIGITS = 11;
const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;
