import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';
import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { LegalForm } from '@krok/receivables';
import type { CaseOptions } from '../surface/cases.ts';
import type { SendingSettings } from '../surface/organisations.ts';

export interface CalendarVersionTable {
  version: string;
  calendar: JSONColumnType<BusinessCalendar>;
  created_at: Generated<Date>;
}

export interface OrganisationTable {
  id: string;
  name: string;
  clock: ColumnType<OrganisationClock, string, string>;
  zone: string;
  calendar_version: string;
  sending_enabled: boolean;
  sending_begun_at: ColumnType<Date | null, unknown, unknown>;
  case_options: ColumnType<CaseOptions, string, string>;
  created_at: Generated<Date>;
}

export interface CreditorTable {
  id: string;
  organisation_id: string;
  name: string;
  sender_email: string | null;
  nip: string | null;
  street: string | null;
  house: string | null;
  flat: string | null;
  postal_code: string | null;
  town: string | null;
  bank_account: string | null;
  letterhead: string | null;
  payments_known_through: string | null;
  krd_contract: Generated<boolean>;
  tolerance: Generated<number>;
  sending: ColumnType<SendingSettings, string | undefined, string>;
}

export interface DebtorTable {
  id: string;
  organisation_id: string;
  name: string;
  email: string | null;
  phone: string | null;
  erased_at: Date | null;
  legal_form: Generated<LegalForm>;
  nip: string | null;
  pesel: string | null;
  regon: string | null;
  krs: string | null;
  street: string | null;
  house: string | null;
  flat: string | null;
  postal_code: string | null;
  town: string | null;
  language: Generated<'pl' | 'en'>;
  insolvent_since: string | null;
  first_name: string | null;
  surname: string | null;
}

export interface OrganisationSettingTable {
  organisation_id: string;
  kind: 'contactPolicy' | 'formalities' | 'publishing' | 'sending';
  version: number;
  content: ColumnType<unknown, string, never>;
  note: string | null;
  set_by: string | null;
  set_at: number;
}

export interface PartyChangeTable {
  position: GeneratedAlways<number>;
  organisation_id: string;
  party_kind: 'creditor' | 'debtor';
  party_id: string;
  fields: string[];
  changed_by: string | null;
  changed_at: number;
}

export interface AppUserTable {
  id: string;
  organisation_id: string;
  email: string;
  name: string;
  password_hash: string;
  roles: string[];
  disabled: Generated<boolean>;
  created_at: Generated<Date>;
}

export interface SessionTable {
  token_hash: Buffer;
  user_id: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
}
