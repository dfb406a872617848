/** Polish identifiers: each function gives the digits in their usual form, or null where a checksum or the length is wrong. */

/** Tax number of ten digits; dashes, spaces and the prefix PL are dropped. */
export function nipOf(text: string): string | null {
  const digits = digitsOf(text.replace(/^PL/i, ''), 10);
  // A remainder of 10 belongs to no NIP; a digit never equals it.
  return digits !== null && weighed(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(digits, 9) ? digits : null;
}

export function peselOf(text: string): string | null {
  const digits = digitsOf(text, 11);
  if (digits === null) return null;
  const sum = weighed(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
  return (10 - (sum % 10)) % 10 === digitAt(digits, 10) ? digits : null;
}

/** Statistical number of 9 or 14 digits. */
export function regonOf(text: string): string | null {
  const short = digitsOf(text, 9);
  const digits = short ?? digitsOf(text, 14);
  if (digits === null || (weighed(digits, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 !== digitAt(digits, 8)) return null;
  if (short !== null) return short;
  const sum = weighed(digits, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]);
  return (sum % 11) % 10 === digitAt(digits, 13) ? digits : null;
}

/** Court register number: ten digits without a checksum. */
export function krsOf(text: string): string | null {
  return digitsOf(text, 10);
}

/** Bank account of 26 digits (ISO 13616 with the country code PL left out). */
export function nrbOf(text: string): string | null {
  const digits = digitsOf(text.replace(/^PL/i, ''), 26);
  if (digits === null) return null;
  let remainder = 0;
  for (const digit of `${digits.slice(2)}2521${digits.slice(0, 2)}`) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1 ? digits : null;
}

function digitsOf(text: string, length: number): string | null {
  const digits = text.replaceAll(/[\s-]/g, '');
  return digits.length === length && /^\d+$/.test(digits) ? digits : null;
}

function weighed(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * digitAt(digits, index), 0);
}

function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48;
}
