/** Whether a posting that somebody reports can be true. Days are ISO dates on the organisation's clock. */
export type PostingVerdict =
  | { readonly kind: 'possible' }
  | { readonly kind: 'impossible'; readonly reason: 'beforePrinted' | 'inFuture' };

/** A letter is posted on the day it was printed or later, and never tomorrow. */
export function judgePosting(printedOn: string, postedOn: string, today: string): PostingVerdict {
  if (postedOn < printedOn) return { kind: 'impossible', reason: 'beforePrinted' };
  return postedOn > today ? { kind: 'impossible', reason: 'inFuture' } : { kind: 'possible' };
}

/**
 * Number of a registered letter as its receipt shows it, without spaces; null where it can be none. Numbers of two known
 * forms are checked: international items (UPU S10: `RR123456785PL`) and the 20 digits of domestic ones (00 and a GS1
 * SSCC). Others of 8 to 35 letters and digits are taken as they are: which forms posts use is not documented.
 */
export function postingNumberOf(text: string): string | null {
  const number = text.replaceAll(/[\s()-]/g, '').toUpperCase();
  const international = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(number);
  if (international) return s10Digit(international[1] ?? '') === Number(international[2]) ? number : null;
  if (/^00\d{18}$/.test(number)) return gs1Digit(number.slice(2, 19)) === Number(number.at(-1)) ? number : null;
  return /^[A-Z0-9]{8,35}$/.test(number) && /\d/.test(number) ? number : null;
}

/** UPU S10: weights 8, 6, 4, 2, 3, 5, 9, 7 modulo 11. */
function s10Digit(digits: string): number {
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const rest = 11 - (sum % 11);
  return rest === 10 ? 0 : rest === 11 ? 5 : rest;
}

/** GS1: from the right, weights 3 and 1 in turn. */
function gs1Digit(digits: string): number {
  const sum = [...digits].reduceRight(
    (total, digit, at) => total + Number(digit) * ((digits.length - at) % 2 ? 3 : 1),
    0,
  );
  return (10 - (sum % 10)) % 10;
}
