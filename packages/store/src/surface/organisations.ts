import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';
import type { LegalForm } from '@krok/receivables';
import type { CaseOptions } from './cases.ts';

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly clock: OrganisationClock;
  /** IANA zone. */
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  /** Off at first: machine bundles are planned but wait until an administrator switches sending on. */
  readonly sendingEnabled: boolean;
  /** It was switched on before. */
  readonly sendingBegun: boolean;
  /** Options of cases for which nobody says otherwise (started by messages and signals, say). */
  readonly caseOptions: CaseOptions;
}

export interface NewOrganisation {
  readonly id?: string;
  readonly name: string;
  readonly clock: OrganisationClock;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  readonly sendingEnabled?: boolean;
  readonly caseOptions?: CaseOptions;
}

export interface OrganisationStore {
  /** Gives the id; an organisation that exists already under `id` is left as it is. */
  create(organisation: NewOrganisation): Promise<string>;
  /** Throws `NO_SUCH_ORGANISATION`. */
  read(organisationId: string): Promise<Organisation>;
  list(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** A calendar that was ever in force in the case's organisation, by version. Throws `NO_SUCH_CALENDAR`. */
  calendarOfCase(caseId: string, version: string): Promise<BusinessCalendar>;
  /** A version of the calendar; without one, the version in force for the case's organisation. Throws `NO_SUCH_CASE`, `NO_SUCH_CALENDAR`. */
  calendarOfCase(caseId: string, version?: string): Promise<BusinessCalendar>;
  /** A new version of the calendar: every open case gets `calendarChanged`. */
  setCalendar(organisationId: string, calendar: BusinessCalendar): Promise<void>;
  /**
   * Switching on wakes the desks whose bundles waited for it. `by`: user who turned the switch; each turn is kept
   * (`SettingStore.sendingHistory`). To the state it has already changes nothing.
   */
  setSending(organisationId: string, enabled: boolean, by?: string): Promise<void>;
}

/** Of a Polish address; a place without street names has a house number only. */
export interface Address {
  readonly street: string | null;
  readonly house: string | null;
  readonly flat: string | null;
  readonly postalCode: string | null;
  readonly town: string | null;
}

export interface DebtorDetails {
  readonly name: string;
  /** Of a natural person, also where `name` is a firm; null: as far as the name itself shows. */
  readonly firstName: string | null;
  readonly surname: string | null;
  readonly legalForm: LegalForm;
  readonly nip: string | null;
  readonly pesel: string | null;
  readonly regon: string | null;
  readonly krs: string | null;
  readonly address: Address;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: 'pl' | 'en';
  /** ISO date on which insolvency or restructuring was opened. */
  readonly insolventSince: string | null;
}

/** Personal data live in these rows only; everything else refers to them by id. What is absent is null, a company, Polish. */
export interface NewDebtor extends Partial<Omit<DebtorDetails, 'email' | 'phone'>> {
  readonly organisationId: string;
  readonly name: string;
  readonly email?: string | null;
  readonly phone?: string | null;
}

export interface Debtor extends DebtorDetails {
  readonly id: string;
  readonly organisationId: string;
  /** Real time, epoch ms; name, identifiers and addresses are gone then. */
  readonly erasedAt: number | null;
}

/** By channel; what is absent is as the product's default says. */
export interface SendingSettings {
  readonly smsSender?: string;
  /** Name of the creditor's account at the e-court; its password and key are the installation's secrets. */
  readonly epuAccount?: string;
  readonly replyTo?: string;
  /** The natural person who files claims for the creditor. */
  readonly epuSubmitter?: EpuSubmitterSettings;
}

export interface EpuSubmitterSettings {
  readonly firstName: string;
  readonly surname: string;
  readonly pesel: string;
  readonly address: {
    readonly street: string | null;
    readonly house: string;
    readonly flat: string | null;
    readonly postalCode: string;
    readonly town: string;
  };
  /** What the right to act rests on. */
  readonly basis: string;
}

export interface CreditorDetails {
  readonly name: string;
  /** Address that its e-mails come from. */
  readonly senderEmail: string | null;
  readonly nip: string | null;
  readonly address: Address;
  /** NRB, 26 digits. */
  readonly bankAccount: string | null;
  /** Lines under the name on letters. */
  readonly letterhead: string | null;
  readonly krdContract: boolean;
  /** Grosze: an open amount up to this counts as paid. */
  readonly tolerance: number;
  readonly sending: SendingSettings;
}

export interface NewCreditor extends Partial<Omit<CreditorDetails, 'senderEmail'>> {
  readonly organisationId: string;
  readonly name: string;
  readonly senderEmail?: string | null;
}

export interface Creditor extends CreditorDetails {
  readonly id: string;
  readonly organisationId: string;
  /** ISO date; null where the creditor keeps none. */
  readonly paymentsKnownThrough: string | null;
}

export interface PartyChange {
  readonly fields: readonly string[];
  readonly by: string | null;
  /** Epoch ms on the organisation's clock. */
  readonly at: number;
}

export interface PartyStore {
  /** Throws `NIP_TAKEN` where another creditor of the organisation has this NIP. */
  addCreditor(creditor: NewCreditor): Promise<string>;
  creditor(id: string): Promise<Creditor>;
  creditors(organisationId: string): Promise<readonly Creditor[]>;
  /** `by`: user who changed it; kept with the names of the fields. */
  changeCreditor(id: string, changes: Partial<CreditorDetails>, by?: string): Promise<void>;
  addDebtor(debtor: NewDebtor): Promise<string>;
  debtor(id: string): Promise<Debtor>;
  debtors(organisationId: string): Promise<readonly Debtor[]>;
  /** Throws `DEBTOR_ERASED`. */
  changeDebtor(id: string, changes: Partial<DebtorDetails>, by?: string): Promise<void>;
  /** Who changed which fields of a creditor or a debtor, newest first, at most 100. */
  changes(partyId: string): Promise<readonly PartyChange[]>;
  /** Pseudonymises the row and destroys the key: logs and payloads of the debtor's cases can't be read again. Throws `DEBTOR_HAS_OPEN_CASES`, `DEBTOR_HAS_OPEN_DUTIES`. */
  eraseDebtor(id: string): Promise<void>;
}
