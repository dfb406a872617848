import { polishCalendar } from '@krok/calendar';
import { ENGINE_VERSION } from '@krok/engine';
import { caseWorkflowId } from '@krok/workflows/messages';
import pg from 'pg';
import { openRig } from '../rig/rig.ts';
import { keepHistory } from './keep-history.ts';
import { handsOf } from './lives.ts';
import { LIVES } from './recorded-lives.ts';

/** `node apps/worker/test/replay/record-lives.ts [NAME...]`, before a release: keeps the history of each life. */
process.env['KROK_RECORD_HISTORIES'] = '1';
const names = process.argv.slice(2);
const rig = await openRig('lives');
const database = new pg.Pool({ connectionString: rig.environment['DATABASE_URL'] });
await rig.worker();
await rig.startRelay();
for (const [name, { diagrams, later, tables = [], live }] of Object.entries(LIVES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const organisationId = await rig.store.organisations.create({
    name,
    clock: { mode: 'real' },
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(2020, 2035),
    sendingEnabled: false,
  });
  for (const xml of diagrams) await rig.deploy(xml, organisationId, tables);
  const called = async (call: string): Promise<string | null> => {
    const where = 'organisation_id = $1 AND parent_call = $2';
    const { rows } = await database.query<{ id: string }>(`SELECT id FROM process_case WHERE ${where}`, [
      organisationId,
      call,
    ]);
    return rows[0]?.id ?? null;
  };
  const cases = await live(handsOf(rig, organisationId, called), async () => {
    if (later !== undefined) await rig.deploy(later, organisationId, tables);
  });
  for (const [kept, { caseId }] of Object.entries(cases)) {
    // The run that has ended: its last event is written a moment after the case's.
    await rig.client.workflow.getHandle(caseWorkflowId(caseId)).result();
    await keepHistory(rig, caseWorkflowId(caseId), `${kept}-engine-${ENGINE_VERSION}`);
    console.log(`kept ${kept}`);
  }
}
await database.end();
await rig.close();
process.exit(0);
