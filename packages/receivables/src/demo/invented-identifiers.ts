import { postingNumberOf } from '../letters/posting.ts';
import { nipOf, nrbOf, peselOf, regonOf } from '../identifiers.ts';

/*
 * Numbers with right checksums that can be nobody's: no tax office has the prefix 000, no month the number 00, no
 * region of statistics and no register the prefix 99, no bank the number 0000 0000.
 */

/** `serial`: from 0, below 10,000 (NIP: 100,000); every serial gives another number. */
export function inventedNip(serial: number): string {
  // A body whose remainder is 10 belongs to no NIP: the next one in its ten does.
  return completed(`000${digits(serial, 5)}`, 2, nipOf);
}

export function inventedPesel(serial: number): string {
  return completed(`000000${digits(serial, 4)}`, 1, peselOf);
}

export function inventedRegon(serial: number): string {
  return completed(`99${digits(serial, 6)}`, 1, regonOf);
}

export function inventedKrs(serial: number): string {
  return `99${digits(serial, 8)}`;
}

export function inventedNrb(serial: number): string {
  const account = `00000000${digits(serial, 16)}`;
  for (let check = 2; check <= 98; check += 1) {
    const number = nrbOf(`${digits(check, 2)}${account}`);
    if (number !== null) return number;
  }
  throw new RangeError(`Expected a check number for the account ${account} but there is none.`);
}

/** Number of a registered letter (UPU S10); `serial` below 100,000,000. */
export function inventedPostingNumber(serial: number): string {
  const body = `RR${digits(serial, 8)}`;
  for (let check = 0; check < 10; check += 1) {
    const number = postingNumberOf(`${body}${check}PL`);
    if (number !== null) return number;
  }
  throw new RangeError(`Expected a check digit for ${body} but there is none.`);
}

/** The least number of so many further digits that has a right checksum. */
function completed(body: string, missing: number, read: (text: string) => string | null): string {
  for (let tail = 0; tail < 10 ** missing; tail += 1) {
    const number = read(`${body}${digits(tail, missing)}`);
    if (number !== null) return number;
  }
  throw new RangeError(`Expected a check digit for ${body} but there is none.`);
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
