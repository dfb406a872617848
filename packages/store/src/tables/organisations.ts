import type { BusinessCalendar, OrganisationClock } from '@krok/calendar';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { CaseOptions } from '../surface/cases.ts';

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
  case_options: ColumnType<CaseOptions, string, string>;
  created_at: Generated<Date>;
}

export interface CreditorTable {
  id: string;
  organisation_id: string;
  name: string;
  sender_email: string | null;
}

export interface DebtorTable {
  id: string;
  organisation_id: string;
  name: string;
  email: string | null;
  phone: string | null;
  erased_at: Date | null;
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
