import { type BusinessCalendar, clockNow, type OrganisationClock } from '@krok/calendar';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { soloOf } from '../solo.ts';
import type { CaseOptions } from '../surface/cases.ts';

/** Epoch ms on the organisation's clock. */
export async function presentOf(executor: Db | Tx, organisationId: string): Promise<number> {
  return clockNow(await clockOf(executor, organisationId), Date.now());
}

export async function clockOf(executor: Db | Tx, organisationId: string): Promise<OrganisationClock> {
  const known = soloOf(executor)?.terms.get(organisationId);
  if (known) return known.clock;
  const row = await executor
    .selectFrom('organisation')
    .select('clock')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  if (row === undefined) throw noSuchOrganisation(organisationId);
  return row.clock;
}

export interface OrganisationTerms {
  readonly name: string;
  readonly clock: OrganisationClock;
  readonly zone: string;
  readonly calendar: BusinessCalendar;
  readonly sendingEnabled: boolean;
  readonly sendingBegun: boolean;
  readonly caseOptions: CaseOptions;
}

export async function termsOf(executor: Db | Tx, organisationId: string): Promise<OrganisationTerms> {
  const solo = soloOf(executor);
  const known = solo?.terms.get(organisationId);
  if (known) return known;
  const row = await executor
    .selectFrom('organisation as o')
    .innerJoin('calendar_version as v', 'v.version', 'o.calendar_version')
    .select([
      'o.name',
      'o.clock',
      'o.zone',
      'v.version',
      'v.created_at',
      'o.sending_enabled',
      'o.sending_begun_at',
      'o.case_options',
    ])
    .where('o.id', '=', organisationId)
    .executeTakeFirst();
  if (row === undefined) throw noSuchOrganisation(organisationId);
  const { sending_enabled: sendingEnabled, sending_begun_at: begunAt, case_options: caseOptions, ...others } = row;
  const { version, created_at: writtenAt, ...rest } = others;
  const calendar = await calendarOf(executor, version, writtenAt);
  const terms = { ...rest, sendingEnabled, sendingBegun: begunAt !== null, caseOptions, calendar };
  solo?.terms.set(organisationId, terms);
  return terms;
}

/** A version never changes its content: a hundred years of holidays are read once. */
async function calendarOf(executor: Db | Tx, version: string, writtenAt: Date): Promise<BusinessCalendar> {
  const key = `${version} ${writtenAt.getTime()}`;
  const known = calendars.get(key);
  if (known) return known;
  const { calendar } = await executor
    .selectFrom('calendar_version')
    .select('calendar')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  if (calendars.size >= MOST_CALENDARS) calendars.clear();
  calendars.set(key, calendar);
  return calendar;
}

const calendars = new Map<string, BusinessCalendar>();
const MOST_CALENDARS = 50;

function noSuchOrganisation(organisationId: string): StoreError {
  return new StoreError('NO_SUCH_ORGANISATION', `Expected an organisation ${organisationId} but there is none.`);
}
