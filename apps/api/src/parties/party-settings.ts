import type { CreditorSettings, CreditorSettingsBody, DebtorBody, DebtorIdentity } from '@krok/contracts/schemas';
import { defendantNumber, knownPersonName } from '@krok/receivables';
import type { Address, Creditor, CreditorDetails, Debtor, DebtorDetails } from '@krok/store';
import { checkedIdentifiers } from './identifier-checks.ts';

export function creditorSettingsView(creditor: Creditor): CreditorSettings {
  const { id, name, nip, address, bankAccount, letterhead, senderEmail, krdContract, tolerance, sending } = creditor;
  const submitter = sending.epuSubmitter;
  const missing = [
    nip === null && 'nip',
    !isComplete(address) && 'address',
    bankAccount === null && 'bankAccount',
    senderEmail === null && 'senderEmail',
    !krdContract && 'krdContract',
    submitter === undefined && 'epuSubmitter',
  ];
  return {
    id,
    name,
    nip,
    ...address,
    bankAccount,
    letterhead,
    senderEmail,
    replyTo: sending.replyTo ?? null,
    smsSender: sending.smsSender ?? null,
    krdContract,
    tolerance,
    epuAccount: sending.epuAccount ?? null,
    epuSubmitter: submitter === undefined ? null : shown(submitter),
    paymentsKnownThrough: creditor.paymentsKnownThrough,
    missing: missing.filter((field) => field !== false),
  };
}

/** What a body changes of a creditor; identifiers in their usual form. */
export function creditorChanges(creditor: Creditor, raw: CreditorSettingsBody): Partial<CreditorDetails> {
  const body = checkedIdentifiers(raw);
  const { name, nip, bankAccount, letterhead, senderEmail, krdContract, tolerance } = body;
  const { replyTo, smsSender, epuAccount, epuSubmitter } = body;
  const sending = { ...creditor.sending };
  if (replyTo !== undefined) assign(sending, 'replyTo', replyTo);
  if (smsSender !== undefined) assign(sending, 'smsSender', smsSender);
  if (epuAccount !== undefined) assign(sending, 'epuAccount', epuAccount);
  if (epuSubmitter === null) delete sending.epuSubmitter;
  else if (epuSubmitter !== undefined) {
    const { street, house, flat, postalCode, town, ...person } = checkedIdentifiers(epuSubmitter, '/epuSubmitter');
    sending.epuSubmitter = { ...person, address: { street, house, flat, postalCode, town } };
  }
  const moved = [replyTo, smsSender, epuAccount, epuSubmitter].some((value) => value !== undefined);
  return {
    ...(name !== undefined && { name }),
    ...(nip !== undefined && { nip }),
    ...addressChange(creditor.address, body),
    ...(bankAccount !== undefined && { bankAccount }),
    ...(letterhead !== undefined && { letterhead }),
    ...(senderEmail !== undefined && { senderEmail }),
    ...(krdContract !== undefined && { krdContract }),
    ...(tolerance !== undefined && { tolerance }),
    ...(moved && { sending }),
  };
}

export function debtorIdentityView(debtor: Debtor): DebtorIdentity {
  const { id, name, firstName, surname, legalForm, nip, pesel, regon, krs, address, email, phone, language } = debtor;
  const person = legalForm === 'consumer' || legalForm === 'soleTrader';
  const missing = [
    person && knownPersonName(debtor) === null && 'name',
    !isComplete(address) && 'address',
    defendantNumber(debtor) === null && 'number',
    email === null && 'email',
    phone === null && 'phone',
  ];
  return {
    id,
    name,
    firstName,
    surname,
    legalForm,
    nip,
    hasPesel: pesel !== null,
    regon,
    krs,
    ...address,
    email,
    phone,
    language,
    insolventSince: debtor.insolventSince,
    missing: missing.filter((field) => field !== false),
  };
}

/** What a body changes of a debtor; identifiers in their usual form. */
export function debtorChanges(debtor: Debtor, raw: DebtorBody): Partial<DebtorDetails> {
  const { street, house, flat, postalCode, town, ...body } = checkedIdentifiers(raw);
  const rest = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  return { ...rest, ...addressChange(debtor.address, { street, house, flat, postalCode, town }) };
}

type AddressBody = { readonly [Key in keyof Address]?: string | null | undefined };

function addressChange(before: Address, { street, house, flat, postalCode, town }: AddressBody): { address?: Address } {
  const said = { street, house, flat, postalCode, town };
  if (Object.values(said).every((value) => value === undefined)) return {};
  const pick = (key: keyof Address): string | null => {
    const value = said[key];
    return value === undefined ? before[key] : value;
  };
  return {
    address: {
      street: pick('street'),
      house: pick('house'),
      flat: pick('flat'),
      postalCode: pick('postalCode'),
      town: pick('town'),
    },
  };
}

type Sending = { -readonly [Key in keyof Creditor['sending']]: Creditor['sending'][Key] };

function assign(sending: Sending, key: 'replyTo' | 'smsSender' | 'epuAccount', value: string | null): void {
  if (value === null) delete sending[key];
  else sending[key] = value;
}

function shown({ pesel: _pesel, address, ...person }: NonNullable<Creditor['sending']['epuSubmitter']>) {
  return { ...person, ...address };
}

function isComplete({ house, postalCode, town }: Address): boolean {
  return house !== null && postalCode !== null && town !== null;
}
