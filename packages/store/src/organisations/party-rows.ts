import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Address, Creditor, CreditorDetails, Debtor, DebtorDetails } from '../surface/organisations.ts';
import type { CreditorTable, DebtorTable } from '../tables/organisations.ts';

export function toCreditor(row: Selectable<CreditorTable>): Creditor {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    senderEmail: row.sender_email,
    nip: row.nip,
    address: toAddress(row),
    bankAccount: row.bank_account,
    letterhead: row.letterhead,
    krdContract: row.krd_contract,
    tolerance: row.tolerance,
    sending: row.sending,
    paymentsKnownThrough: row.payments_known_through,
  };
}

export function toDebtor(row: Selectable<DebtorTable>): Debtor {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    firstName: row.first_name,
    surname: row.surname,
    legalForm: row.legal_form,
    nip: row.nip,
    pesel: row.pesel,
    regon: row.regon,
    krs: row.krs,
    address: toAddress(row),
    email: row.email,
    phone: row.phone,
    language: row.language,
    insolventSince: row.insolvent_since,
    erasedAt: row.erased_at?.getTime() ?? null,
  };
}

/** Columns of what is given; the rest is left out. */
export function creditorColumns(details: Partial<CreditorDetails>): Updateable<CreditorTable> {
  const { name, senderEmail, nip, address, bankAccount, letterhead, krdContract, tolerance, sending } = details;
  return given({
    name,
    sender_email: senderEmail,
    nip,
    ...addressColumns(address),
    bank_account: bankAccount,
    letterhead,
    krd_contract: krdContract,
    tolerance,
    sending: sending === undefined ? undefined : JSON.stringify(sending),
  });
}

/** Columns of what is given; the rest is left out. */
export function debtorColumns(details: Partial<DebtorDetails>): Updateable<DebtorTable> {
  const {
    name,
    firstName,
    surname,
    legalForm,
    nip,
    pesel,
    regon,
    krs,
    address,
    email,
    phone,
    language,
    insolventSince,
  } = details;
  return given({
    name,
    first_name: firstName,
    surname,
    legal_form: legalForm,
    nip,
    pesel,
    regon,
    krs,
    ...addressColumns(address),
    email,
    phone,
    language,
    insolvent_since: insolventSince,
  });
}

/** All that identifies a debtor, gone. */
export const ERASED = {
  first_name: null,
  surname: null,
  nip: null,
  pesel: null,
  regon: null,
  krs: null,
  street: null,
  house: null,
  flat: null,
  postal_code: null,
  town: null,
  email: null,
  phone: null,
} as const satisfies Partial<Insertable<DebtorTable>>;

type AddressRow = Pick<Selectable<DebtorTable>, 'street' | 'house' | 'flat' | 'postal_code' | 'town'>;

function toAddress({ street, house, flat, postal_code: postalCode, town }: AddressRow): Address {
  return { street, house, flat, postalCode, town };
}

function addressColumns(address: Address | undefined): Partial<AddressRow> {
  if (address === undefined) return {};
  const { postalCode, ...rest } = address;
  return { ...rest, postal_code: postalCode };
}

/** Without what is undefined. */
function given<T extends object>(columns: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
