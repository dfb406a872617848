import type { DebtorIdentity } from '@krok/contracts/schemas';
import { krsOf, nipOf, peselOf, regonOf } from '@krok/receivables';

export const identityFields = [
  'name',
  'firstName',
  'surname',
  'nip',
  'pesel',
  'regon',
  'krs',
  'street',
  'house',
  'flat',
  'postalCode',
  'town',
  'email',
  'phone',
  'insolventSince',
] as const;
export type IdentityField = (typeof identityFields)[number];

export type IdentityValues = Record<IdentityField, string> & { legalForm: DebtorIdentity['legalForm'] };

/** Empty where nothing is known; the PESEL is never known here. */
export function valuesOf(identity: DebtorIdentity): IdentityValues {
  const entries = identityFields.map((field) => [field, field === 'pesel' ? '' : (identity[field] ?? '')] as const);
  const texts = Object.fromEntries(entries) as Record<IdentityField, string>;
  return { ...texts, legalForm: identity.legalForm };
}

/** What is sent: null empties a field. An empty PESEL leaves the one that is kept. */
export function changesOf(identity: DebtorIdentity, values: IdentityValues): Readonly<Record<string, string | null>> {
  const before = valuesOf(identity);
  const changed = identityFields.filter((field) => values[field].trim() !== before[field]);
  return {
    ...Object.fromEntries(changed.map((field) => [field, values[field].trim() || null])),
    ...(values.legalForm !== before.legalForm && { legalForm: values.legalForm }),
  };
}

/** Stands for a PESEL that is kept. */
export const MASKED = '•'.repeat(11);

export type WrongIdentity = 'name' | 'nip' | 'pesel' | 'regon' | 'krs' | 'postalCode' | 'email';

/** What is wrong with a field, checksums too; null: nothing. */
export function wrongField(field: IdentityField, value: string): WrongIdentity | null {
  const text = value.trim();
  if (field === 'name') return text === '' ? 'name' : null;
  if (text === '') return null;
  switch (field) {
    case 'nip':
      return nipOf(text) === null ? 'nip' : null;
    case 'pesel':
      return peselOf(text) === null ? 'pesel' : null;
    case 'regon':
      return regonOf(text) === null ? 'regon' : null;
    case 'krs':
      return krsOf(text) === null ? 'krs' : null;
    case 'postalCode':
      return /^\d{2}-?\d{3}$/.test(text) ? null : 'postalCode';
    case 'email':
      return /^\S+@\S+\.\S+$/.test(text) ? null : 'email';
    default:
      return null;
  }
}
