import type { DebtorCells } from '../import/open-items-file.ts';
import type { LegalForm } from '../parties.ts';
import { INVENTED, PEOPLE, STREETS, TOWNS, TRADES } from './demo-names.ts';
import { inventedKrs, inventedNip, inventedPesel, inventedRegon } from './invented-identifiers.ts';
import { type Random, randomOf } from './random.ts';

/** How somebody pays; never part of what is imported. */
export type PayingHabit = 'prompt' | 'late' | 'slow' | 'bad';

export interface DemoDebtor {
  /** How the creditors' books call the debtor. */
  readonly number: string;
  readonly name: string;
  readonly legalForm: LegalForm;
  readonly details: DebtorCells;
  readonly habit: PayingHabit;
}

/**
 * Of twenty debtors nine are companies, five sole traders, two partnerships, three consumers and one a public body. One in
 * fifteen has no e-mail address, one in twenty no telephone number.
 */
export function demoDebtors(seed: number, count: number): readonly DemoDebtor[] {
  const random = randomOf(seed, 'debtors');
  return Array.from({ length: count }, (_, serial) => demoDebtor(random, serial));
}

function demoDebtor(random: Random, serial: number): DemoDebtor {
  const legalForm = FORMS[serial % FORMS.length] ?? 'company';
  const name = nameOf(legalForm, serial);
  const domain = `${slug(`${at(TRADES, serial)} ${at(INVENTED, serial)}`)}-${serial + 1}.example`;
  const person = legalForm === 'consumer';
  const registered = legalForm === 'company' || legalForm === 'partnership';
  return {
    number: `K-${String(serial + 1).padStart(4, '0')}`,
    name,
    legalForm,
    details: {
      ...(legalForm === 'soleTrader' && personOf(serial)),
      ...(person ? { pesel: inventedPesel(serial) } : { nip: inventedNip(serial), regon: inventedRegon(serial) }),
      // Sole traders are people: a claim against them names their PESEL, which few creditors have not asked for.
      ...(legalForm === 'soleTrader' && random.chance(92) && { pesel: inventedPesel(serial) }),
      ...(registered && { krs: inventedKrs(serial) }),
      street: random.pick(STREETS),
      house: String(random.int(1, 120)),
      ...(random.chance(person ? 60 : 15) && { flat: String(random.int(1, 40)) }),
      postalCode: '00-000',
      town: random.pick(TOWNS),
      ...(!random.chance(100 / 15) && {
        email: person ? `${slug(name)}-${serial + 1}@example.com` : `biuro@${domain}`,
      }),
      // No Polish number begins with 10.
      ...(!random.chance(5) && { phone: `+48100${String(serial + 1).padStart(6, '0')}` }),
      ...(registered && random.chance(4) && { language: 'en' as const }),
    },
    habit: random.weighed([
      [55, 'prompt'],
      [28, 'late'],
      [12, 'slow'],
      [5, 'bad'],
    ]),
  };
}

function nameOf(form: LegalForm, serial: number): string {
  // 16 and 19 have no common factor: 304 pairs before the first repeats.
  const trade = `${at(TRADES, serial)} ${at(INVENTED, serial)}`;
  const more =
    serial < TRADES.length * INVENTED.length ? '' : ` ${Math.floor(serial / TRADES.length / INVENTED.length) + 1}`;
  const { firstName, surname } = personOf(serial);
  const person = `${firstName} ${surname}`;
  switch (form) {
    case 'consumer':
      return person;
    case 'soleTrader':
      return `${trade}${more} ${person}`;
    case 'partnership':
      return `${trade}${more} ${serial % 3 === 0 ? 'sp.j.' : 'sp.k.'}`;
    case 'company':
      return `${trade}${more} ${serial % 5 === 0 ? 'S.A.' : 'Sp. z o.o.'}`;
    case 'publicBody':
      return `${serial % 2 === 0 ? 'Urząd Gminy' : 'Szkoła Podstawowa'} ${at(TOWNS, serial)} ${serial + 1}`;
  }
}

function personOf(serial: number): { readonly firstName: string; readonly surname: string } {
  const [firstName, surname] = at(PEOPLE, Math.floor(serial / 7));
  return { firstName, surname };
}

const FORMS: readonly LegalForm[] = [
  'company',
  'soleTrader',
  'company',
  'consumer',
  'company',
  'partnership',
  'soleTrader',
  'company',
  'company',
  'consumer',
  'soleTrader',
  'company',
  'company',
  'soleTrader',
  'publicBody',
  'company',
  'partnership',
  'soleTrader',
  'company',
  'consumer',
];

function at<T>(list: readonly T[], serial: number): T {
  const entry = list[serial % list.length];
  if (entry === undefined) throw new RangeError('Expected a list with entries but it is empty.');
  return entry;
}

/** Lower-case Latin letters and dashes. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9 ]/g, '')
    .replaceAll(' ', '-');
}
