import { GIVEN_NAMES } from './given-names.ts';
import type { LegalForm } from './parties.ts';

export interface PersonName {
  readonly firstName: string;
  readonly surname: string;
}

/**
 * First name and surname of a natural person as registers and courts want them, out of the one name that is stored. The
 * firm of a sole trader holds both (KC art. 43(4)), beside other words: only a well-known first name shows where. Null
 * rather than a guess.
 */
export function personNameOf(name: string, form: LegalForm): PersonName | null {
  const words = name.split(/\s+/).filter((word) => word !== '');
  if (form === 'consumer') return words.every(isNameLike) ? simple(words) : null;
  if (form !== 'soleTrader') return null;
  const at = words.flatMap((word, index) => (GIVEN_NAMES.has(word) ? [index] : []));
  const [first = -1, second] = at;
  // Two people, or a word that is both: nobody can tell.
  if (at.length > 2 || (second !== undefined && second !== first + 1)) return null;
  const [firstName, surname] = [words[first], words[(second ?? first) + 1]];
  return firstName !== undefined && surname !== undefined && isNameLike(surname) ? { firstName, surname } : null;
}

/** As it was given; where it was not, as far as the name shows it. */
export function knownPersonName(debtor: {
  readonly name: string;
  readonly legalForm: LegalForm;
  readonly firstName: string | null;
  readonly surname: string | null;
}): PersonName | null {
  const { name, legalForm, firstName, surname } = debtor;
  return firstName !== null && surname !== null ? { firstName, surname } : personNameOf(name, legalForm);
}

function simple(words: readonly string[]): PersonName | null {
  const [firstName, ...others] = words;
  const surname = others.at(-1);
  return firstName === undefined || surname === undefined || words.length > 3 ? null : { firstName, surname };
}

function isNameLike(word: string): boolean {
  return /^\p{Lu}[\p{Ll}]+(-\p{Lu}\p{Ll}+)*$/u.test(word);
}
