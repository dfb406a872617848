import { dailyWorkDue } from '../daily/daily-due.ts';
import { newId } from '../uuid.ts';
import type { Work } from '../work.ts';

/** Where an organisation has daily work: its workflow looks at what is due, and is started where it is gone. */
export async function wakeDaily(work: Work, organisationId: string, at: number): Promise<void> {
  if ((await dailyWorkDue(work.tx, organisationId)) === null) return;
  await work.tx
    .insertInto('outbox')
    .values({ id: newId(), organisation_id: organisationId, kind: 'wakeDaily', lane: `daily:${organisationId}`, at })
    .execute();
  work.rings = true;
}

/** Every open case learns the organisation's clock anew, for its due times fall on other real instants now. */
export async function wakeCases(work: Work, organisationId: string, at: number): Promise<void> {
  const open = await work.tx
    .selectFrom('process_case')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('status', 'in', ['starting', 'active'])
    .execute();
  const rows = open.map(({ id }) => ({
    id: newId(),
    organisation_id: organisationId,
    kind: 'wakeCase' as const,
    lane: `case:${id}`,
    case_id: id,
    at,
  }));
  for (let from = 0; from < rows.length; from += CHUNK) {
    await work.tx
      .insertInto('outbox')
      .values(rows.slice(from, from + CHUNK))
      .execute();
  }
  if (rows.length > 0) work.rings = true;
}

const CHUNK = 1_000;
