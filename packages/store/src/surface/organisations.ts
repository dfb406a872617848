import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';
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
  /** Switching on wakes the desks whose bundles waited for it. */
  setSending(organisationId: string, enabled: boolean): Promise<void>;
}

/** Personal data live in these rows only; everything else refers to them by id. */
export interface NewDebtor {
  readonly organisationId: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

export interface Debtor {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Real time, epoch ms; name and addresses are gone then. */
  readonly erasedAt: number | null;
}

export interface NewCreditor {
  readonly organisationId: string;
  readonly name: string;
  /** Address that its e-mails come from. */
  readonly senderEmail?: string;
}

export interface Creditor {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly senderEmail: string | null;
}

export interface PartyStore {
  addCreditor(creditor: NewCreditor): Promise<string>;
  creditor(id: string): Promise<Creditor>;
  creditors(organisationId: string): Promise<readonly Creditor[]>;
  addDebtor(debtor: NewDebtor): Promise<string>;
  debtor(id: string): Promise<Debtor>;
  debtors(organisationId: string): Promise<readonly Debtor[]>;
  /** Pseudonymises the row and destroys the key: logs and payloads of the debtor's cases can't be read again. Throws `DEBTOR_HAS_OPEN_CASES`. */
  eraseDebtor(id: string): Promise<void>;
}
