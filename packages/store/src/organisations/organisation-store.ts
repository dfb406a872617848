import type { BusinessCalendar } from '@krok/calendar';
import { sql } from 'kysely';
import { noSuchCase } from '../cases/case-queries.ts';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import { enqueueBare } from '../outbox/enqueue.ts';
import type { NewOrganisation, OrganisationStore } from '../surface/organisations.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';
import { presentOf, termsOf } from './present.ts';
import { setSending } from './set-sending.ts';

export function organisationStore(context: StoreContext): OrganisationStore {
  const { db } = context;
  return {
    create: (organisation) => createOrganisation(context, organisation),
    read: async (id) => ({ id, ...(await termsOf(db, id)) }),
    list: () => db.selectFrom('organisation').select(['id', 'name']).orderBy('created_at').execute(),
    calendarOfCase: (caseId, version) => calendarOfCase(db, caseId, version),
    setCalendar: (organisationId, calendar) => setCalendar(context, organisationId, calendar),
    setSending: (organisationId, enabled, by) => setSending(context, organisationId, enabled, by),
  };
}

function createOrganisation(context: StoreContext, organisation: NewOrganisation): Promise<string> {
  const { id = newId(), name, clock, zone, calendar, sendingEnabled = false, caseOptions = {} } = organisation;
  context.keys.ofOrganisation(id);
  return transact(context, async ({ tx }) => {
    await keepCalendar(tx, calendar);
    await tx
      .insertInto('organisation')
      .values({
        id,
        name,
        clock: JSON.stringify(clock),
        zone,
        calendar_version: calendar.version,
        sending_enabled: sendingEnabled,
        sending_begun_at: sendingEnabled ? sql`now()` : null,
        case_options: JSON.stringify(caseOptions),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    return id;
  });
}

/** A version never changes its content. */
async function keepCalendar(tx: Tx, calendar: BusinessCalendar): Promise<void> {
  await tx
    .insertInto('calendar_version')
    .values({ version: calendar.version, calendar: JSON.stringify(calendar) })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute();
}

async function calendarOfCase(db: Db, caseId: string, version?: string): Promise<BusinessCalendar> {
  const row = isUuid(caseId)
    ? await db
        .selectFrom('process_case as c')
        .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
        .leftJoin('calendar_version as v', (join) =>
          join.on((eb) => eb('v.version', '=', version === undefined ? eb.ref('o.calendar_version') : eb.val(version))),
        )
        .select('v.calendar')
        .where('c.id', '=', caseId)
        .executeTakeFirst()
    : undefined;
  if (row === undefined) throw noSuchCase(caseId);
  if (row.calendar === null) {
    throw new StoreError('NO_SUCH_CALENDAR', `Expected a calendar of version "${version}" but there is none.`);
  }
  return row.calendar;
}

function setCalendar(context: StoreContext, organisationId: string, calendar: BusinessCalendar): Promise<void> {
  return transact(context, async (work) => {
    const { tx } = work;
    const at = await presentOf(tx, organisationId);
    await keepCalendar(tx, calendar);
    const changed = await tx
      .updateTable('organisation')
      .set({ calendar_version: calendar.version })
      .where('id', '=', organisationId)
      .where('calendar_version', '!=', calendar.version)
      .returning('id')
      .executeTakeFirst();
    if (changed === undefined) return;
    const open = await tx
      .selectFrom('process_case')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('status', 'in', ['starting', 'active'])
      .execute();
    const ids = open.map((row) => row.id);
    await enqueueBare(work, organisationId, ids, 'calendarChanged', at);
  });
}
