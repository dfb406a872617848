import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { caseWorkflowId, deskWorkflowId } from '@krok/workflows/messages';
import pg from 'pg';
import { pino } from 'pino';
import { startTemporal, type TemporalService } from '../../../scripts/services/temporal.ts';
import { type Attendant, startAttendant } from '../src/attend/attendant.ts';
import { workflowHealth } from '../src/attend/workflow-health.ts';
import { diagram, flow } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

const timer = (id: string, duration: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
const task = `<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`;
const email = `<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="send-email" />
  <zeebe:taskHeaders><zeebe:header key="subject" value="Reminder" /><zeebe:header key="body" value="Text" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>`;
const CASES = 8;

describe('whatever is open has a workflow', () => {
  let rig: Rig;
  let temporal: TemporalService;
  let folder: string;
  let attendant: Attendant;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'krok-attend-'));
    temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
    rig = await openRig('attend', { address: temporal.address });
    await rig.deploy(
      diagram(
        'timers',
        `<bpmn:startEvent id="s" />${timer('a', 'PT20S')}${timer('b', 'PT2S')}<bpmn:endEvent id="e" />
         ${flow('f1', 's', 'a')}${flow('f2', 'a', 'b')}${flow('f3', 'b', 'e')}`,
      ),
    );
    for (const [id, work] of [
      ['mail', email],
      ['task', task],
    ] as const) {
      const elements = `<bpmn:startEvent id="s" />${work}<bpmn:endEvent id="e" />${flow('f1', 's', 't')}${flow('f2', 't', 'e')}`;
      await rig.deploy(diagram(id, elements));
    }
    await rig.startRelay(3_000);
    attendant = startAttendant({
      store: rig.store,
      client: rig.client,
      taskQueue: rig.environment['KROK_TASK_QUEUE'] ?? '',
      log: pino({ level: 'silent' }),
      everyMs: 3_600_000,
    });
  });
  afterEach(() => rig.killWorkers());
  after(async () => {
    await attendant.stop();
    await rig.close();
    await temporal.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const create = async (processId: string, parties: object = {}): Promise<string> =>
    (await rig.store.cases.create({ organisationId: rig.organisationId, processId, variables: {}, ...parties })).caseId;
  const reaches = (caseId: string, head: number): Promise<boolean> =>
    until(`step ${head}`, async () => (await rig.store.cases.read(caseId)).headSeq >= head);
  const loseTemporal = async (): Promise<void> => {
    await temporal.kill();
    const port = Number(temporal.address.split(':')[1]);
    await rm(join(folder, 'temporal'), { recursive: true, force: true });
    temporal = await startTemporal({ dataDir: join(folder, 'temporal'), port });
  };
  /** A round while Temporal is just up again may find it not ready. */
  const attend = (): ReturnType<Attendant['attend']> => until('a round', () => attendant.attend().catch(() => null));

  it('cases that only wait for a timer, and desks with work, after Temporal has lost everything', async () => {
    const worker = await rig.worker();
    const cases = await Promise.all(Array.from({ length: CASES }, () => create('timers')));
    const creditorId = await rig.store.parties.addCreditor({
      organisationId: rig.organisationId,
      name: 'Creditor',
      senderEmail: 'office@creditor.example',
    });
    const debtorId = await rig.store.parties.addDebtor({
      organisationId: rig.organisationId,
      name: 'Debtor',
      email: 'debtor@debtor.example',
    });
    const mailing = await create('mail', { creditorId, debtorId });
    for (const caseId of [...cases, mailing]) await reaches(caseId, 1);
    const desk = deskWorkflowId(`${creditorId}:${debtorId}`);
    await until('the desk', async () => (await workflowHealth(rig.client, desk)).kind === 'running');
    await worker.kill('SIGKILL');
    await loseTemporal();
    assert.equal((await workflowHealth(rig.client, desk)).kind, 'absent');
    assert.equal((await rig.store.outbox.takePending(10)).length, 0, 'nothing else tells Temporal of them');

    await rig.worker();
    const attended = await attend();
    assert.equal(attended.cases, CASES + 1);
    assert.equal(attended.started, CASES + 1);
    await until('the desk again', async () => (await workflowHealth(rig.client, desk)).kind !== 'absent');
    for (const caseId of cases) {
      await until('the end', async () => (await rig.store.cases.read(caseId)).status === 'completed', 120);
      assert.equal((await rig.store.cases.read(caseId)).headSeq, 3);
      assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
    }
    assert.equal((await attend()).started, 0);
  });

  it('a workflow that fails at each attempt is a standstill until it is mended', async () => {
    const worker = await rig.worker();
    const caseId = await create('task');
    await reaches(caseId, 1);
    await worker.kill('SIGTERM');
    const code = await readFile(rig.environment['KROK_WORKFLOW_BUNDLE'] ?? '', 'utf8');
    const broken = join(folder, 'broken.js');
    await writeFile(broken, code.replaceAll('commitSteps', 'commitStepz'));
    const wrong = await rig.worker({ KROK_WORKFLOW_BUNDLE: broken });
    await rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { a: 1 } });
    const standstill = await until(
      'the standstill',
      async () => {
        await attend();
        const open = await rig.store.standstills.open(rig.organisationId);
        return open.find((each) => each.workflowId === caseWorkflowId(caseId));
      },
      180,
    );
    assert.equal(standstill.cause, 'brokenWorkflow');
    assert.match(standstill.detail, /Nondeterminism.*commitStep/s);
    await wrong.kill('SIGTERM');

    await rig.worker();
    await until('the command', async () => (await rig.store.cases.read(caseId)).headSeq === 2, 180);
    await attend();
    const open = await rig.store.standstills.open(rig.organisationId);
    assert.ok(open.every((each) => each.workflowId !== caseWorkflowId(caseId)));
  });

  it('a case whose deployment is gone, rows and executable, stands still with its cause, and goes on once it is back', async (context) => {
    const worker = await rig.worker();
    const caseId = await create('task');
    await reaches(caseId, 1);
    const { startedHash, deploymentId } = await rig.store.cases.read(caseId);
    const database = new pg.Client({ connectionString: rig.environment['DATABASE_URL'] });
    await database.connect();
    context.after(() => database.end());
    // As the owner of the server, past every reference: no program of ours may do this.
    const change = (sql: string): Promise<unknown> =>
      database.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
    const rows = [
      ['deployment', `id = '${deploymentId}'`],
      ['deployed_process', `deployment_id = '${deploymentId}'`],
      ['executable', `hash = '${startedHash}'`],
    ] as const;
    const each = (sql: (table: string, where: string) => string): Promise<unknown> =>
      change(rows.map(([table, where]) => sql(table, where)).join(';'));
    const setVariable = (a: number) => rig.store.cases.enqueue(caseId, { kind: 'setVariables', variables: { a } });
    await each(
      (table, where) =>
        `CREATE TABLE gone_${table} AS SELECT * FROM ${table} WHERE ${where}; DELETE FROM ${table} WHERE ${where}`,
    );
    // Who has the case at hand goes on: a deployment never changes.
    await setVariable(1);
    await reaches(caseId, 2);
    assert.equal((await rig.store.overview.case(caseId)).processName, null);

    await worker.kill('SIGTERM');
    const again = await rig.worker();
    await setVariable(2);
    const standing = async () => {
      await attend();
      const open = await rig.store.standstills.open(rig.organisationId);
      return open.find((one) => one.workflowId === caseWorkflowId(caseId) && one.cause === 'brokenWorkflow');
    };
    const { detail } = await until('the standstill', standing, 180);
    assert.ok(detail.includes(`Expected an executable of the hash ${startedHash} but there is none`), detail);
    // The rows of the deployment alone are not enough: it is the executable that runs.
    await change(
      'INSERT INTO deployment OVERRIDING SYSTEM VALUE SELECT * FROM gone_deployment; DROP TABLE gone_deployment',
    );
    await change(
      'INSERT INTO deployed_process OVERRIDING SYSTEM VALUE SELECT * FROM gone_deployed_process; DROP TABLE gone_deployed_process',
    );
    assert.notEqual(await standing(), undefined);
    assert.equal((await rig.store.cases.read(caseId)).headSeq, 2);
    await change('INSERT INTO executable SELECT * FROM gone_executable; DROP TABLE gone_executable');
    await again.kill('SIGTERM');
    await rig.worker();
    await reaches(caseId, 3);
    assert.equal(await standing(), undefined);
    assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
  });
});
