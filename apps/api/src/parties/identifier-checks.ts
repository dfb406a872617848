import { krsOf, nipOf, nrbOf, peselOf, regonOf } from '@krok/receivables';
import { ApiProblem } from '../errors.ts';

type Checked = 'nip' | 'pesel' | 'regon' | 'krs' | 'bankAccount' | 'postalCode';

/** Identifiers of a body in their usual form; throws `invalid-input` that points at each one that is wrong. */
export function checkedIdentifiers<Body extends { readonly [Key in Checked]?: string | null | undefined }>(
  body: Body,
  prefix = '',
): Body {
  const errors: { pointer: string; detail: string }[] = [];
  const checked = Object.entries(CHECKS).flatMap(([field, { read, expected }]) => {
    const value = body[field as Checked];
    if (value === undefined || value === null) return [];
    const usual = read(value);
    if (usual === null) errors.push({ pointer: `${prefix}/${field}`, detail: expected });
    return [[field, usual] as const];
  });
  if (errors.length > 0) throw new ApiProblem('invalid-input', { errors });
  return { ...body, ...Object.fromEntries(checked) };
}

const CHECKS: Readonly<Record<Checked, { readonly read: (text: string) => string | null; readonly expected: string }>> =
  {
    nip: { read: nipOf, expected: 'Expected a NIP of ten digits with a right checksum' },
    pesel: { read: peselOf, expected: 'Expected a PESEL of eleven digits with a right checksum' },
    regon: { read: regonOf, expected: 'Expected a REGON of 9 or 14 digits with a right checksum' },
    krs: { read: krsOf, expected: 'Expected a KRS number of ten digits' },
    bankAccount: { read: nrbOf, expected: 'Expected an account number of 26 digits with a right checksum' },
    postalCode: { read: postalCodeOf, expected: 'Expected a postal code as 00-000' },
  };

function postalCodeOf(text: string): string | null {
  const digits = text.replaceAll(/[\s-]/g, '');
  return /^\d{5}$/.test(digits) ? `${digits.slice(0, 2)}-${digits.slice(2)}` : null;
}
