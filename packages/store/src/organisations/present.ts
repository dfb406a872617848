import { type BusinessCalendar, clockNow, type OrganisationClock } from '@krok/calendar';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { CaseOptions } from '../surface/cases.ts';

/** Epoch ms on the organisation's clock. */
export async function presentOf(executor: Db | Tx, organisationId: string): Promise<number> {
  return clockNow(await clockOf(executor, organisationId), Date.now());
}

export async function clockOf(executor: Db | Tx, organisationId: string): Promise<OrganisationClock> {
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
  readonly caseOptions: CaseOptions;
}

export async function termsOf(executor: Db | Tx, organisationId: string): Promise<OrganisationTerms> {
  const row = await executor
    .selectFrom('organisation as o')
    .innerJoin('calendar_version as v', 'v.version', 'o.calendar_version')
    .select(['o.name', 'o.clock', 'o.zone', 'v.calendar', 'o.sending_enabled', 'o.case_options'])
    .where('o.id', '=', organisationId)
    .executeTakeFirst();
  if (row === undefined) throw noSuchOrganisation(organisationId);
  const { sending_enabled: sendingEnabled, case_options: caseOptions, ...rest } = row;
  return { ...rest, sendingEnabled, caseOptions };
}

function noSuchOrganisation(organisationId: string): StoreError {
  return new StoreError('NO_SUCH_ORGANISATION', `Expected an organisation ${organisationId} but there is none.`);
}
