import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { caseWorkflowId, deliver } from '@krok/workflows/messages';
import { ensureDatabase, type PostgresService, startPostgres } from '../../../scripts/services/postgres.ts';
import { endWithThisProcess, temporaryFolder } from '../../../scripts/services/test-services.ts';
import { diagram, flow } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

const timer = (id: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT15S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const job = `<bpmn:serviceTask id="tell"><bpmn:extensionElements><zeebe:taskDefinition type="publish-message" />
  <zeebe:taskHeaders><zeebe:header key="messageName" value="told" /><zeebe:header key="correlationKey" value="nobody" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>`;

const CASES = 6;
const OUTAGE_MS = 30_000;
/**
 * Events that one case may cost in an outage: the first five seconds of trying end in one workflow task, each later attempt
 * (after 8, 24, then every 60 s) is a timer and a task of its own.
 */
const MOST_EVENTS = 10 + 12 * 3;

describe('an outage of PostgreSQL', () => {
  const dataDir = temporaryFolder('outage');
  let server: PostgresService;
  let rig: Rig;
  const startServer = async (): Promise<void> => {
    server = await startPostgres({ dataDir });
    endWithThisProcess(server.pid, dataDir);
  };
  before(async () => {
    await startServer();
    rig = await openRig('outage', {
      databaseUrl: await ensureDatabase(server.url, 'krok_outage'),
      patient: true,
    });
    await rig.deploy(
      diagram(
        'waits',
        `<bpmn:startEvent id="s" />${timer('a')}${job}<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask><bpmn:endEvent id="e" />
         ${flow('f1', 's', 'a')}${flow('f2', 'a', 'tell')}${flow('f3', 'tell', 't')}${flow('f4', 't', 'e')}`,
      ),
    );
  });
  after(async () => {
    await rig.close();
    await server.stop();
  });

  it('costs each case a bounded number of events, loses nothing, and all goes on by itself', async (context) => {
    await rig.worker();
    await rig.startRelay(3_000);
    const cases: string[] = [];
    for (let n = 0; n < CASES; n += 1) {
      const request = { organisationId: rig.organisationId, processId: 'waits', variables: {} };
      cases.push((await rig.store.cases.create(request)).caseId);
    }
    const lengthOf = async (caseId: string): Promise<number> =>
      (await rig.client.workflow.getHandle(caseWorkflowId(caseId)).describe()).historyLength;
    for (const caseId of cases) {
      await until('the start', async () => (await rig.store.cases.read(caseId)).headSeq >= 1);
    }
    // A row that is under way to a case when the database goes, beside the timers that fall due while it is away.
    await rig.store.cases.enqueue(cases[0] ?? '', { kind: 'setVariables', variables: { under: 'way' } });
    await server.stop();
    const before = new Map<string, number>();
    for (const caseId of cases) before.set(caseId, await lengthOf(caseId));
    const update = { id: randomUUID(), at: Date.now(), command: { kind: 'setVariables', variables: { sent: true } } };
    const answered = until(
      'the answer to an update sent meanwhile',
      () =>
        rig.client.workflow
          .getHandle(caseWorkflowId(cases[1] ?? ''))
          .executeUpdate(deliver, { updateId: update.id, args: [update] })
          .catch(() => null),
      300,
    );
    await new Promise((resolve) => {
      setTimeout(resolve, OUTAGE_MS);
    });
    const grown: number[] = [];
    for (const caseId of cases) grown.push((await lengthOf(caseId)) - (before.get(caseId) ?? 0));
    context.diagnostic(`events per case in ${OUTAGE_MS / 1_000} s without a database: ${grown.join(', ')}`);
    assert.ok(Math.max(...grown) <= MOST_EVENTS, `at most ${MOST_EVENTS} but ${grown.join(', ')}`);

    await startServer();
    assert.equal((await answered).kind, 'logged');
    for (const caseId of cases) {
      const [item] = await until(
        'the task after timer and job',
        async () => {
          const open = await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, status: 'open' });
          return open.length > 0 && open;
        },
        240,
      );
      assert.ok(item);
      await rig.store.acts.completeBundle({ bundleId: item.id, version: item.version, by: rig.person, outcomes: [] });
    }
    for (const caseId of cases) {
      await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'completed', 240);
      assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
      const ids = (await rig.store.log.read(caseId)).map((step) => step.commandId);
      assert.equal(new Set(ids).size, ids.length);
    }
    const kinds = (await rig.store.log.read(cases[0] ?? '')).map((step) => step.command.kind);
    assert.ok(kinds.includes('setVariables'), 'the row under way has arrived');
    assert.deepEqual(await rig.store.standstills.open(rig.organisationId), []);
  });
});
