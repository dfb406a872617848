import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, it } from 'node:test';
import { type ExecutableProcess } from '@krok/bpmn/executable';
import { evolveAll, initialState, link } from '@krok/engine';
import { caseState, caseWorkflowId, clockChanged, deliver } from '@krok/workflows/messages';
import { TWO_INPUTS } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';

/*
 * The first spike of the joint: between the commit of a step and the end of its workflow task anything may happen. Whatever
 * does, the log is the state: one order, nothing lost, nothing twice, the chain intact.
 */
describe('commit and follow', () => {
  let rig: Rig;
  before(async () => {
    rig = await openRig('commit');
    await rig.deploy(TWO_INPUTS);
  });
  afterEach(() => rig.killWorkers());
  after(() => rig.close());

  it('kill between commit and task completion: the retried task follows the log, the other inputs come after', async () => {
    const { caseId, task, message } = await waitingCase();
    const faulty = await rig.worker({ KROK_TEST_FAULT: 'after:2:kill' });
    const completing = send(caseId, task);
    await faulty.fault;
    await faulty.kill('SIGKILL');
    const others = [
      send(caseId, message),
      rig.client.workflow.getHandle(caseWorkflowId(caseId)).signal(clockChanged, { mode: 'real' }),
    ];
    await rig.worker();
    await Promise.all([...others, completing]);
    await assertLogIsState(caseId, [task.id, message.id]);
  });

  it('zombie commit: frozen before its commit until the task has timed out, then it writes first', async () => {
    const { caseId, task, message } = await waitingCase();
    const zombie = await rig.worker({ KROK_TEST_FAULT: 'before:2:stop' });
    const completing = send(caseId, task);
    await zombie.fault;
    const other = send(caseId, message);
    await workflowTaskTimedOut(caseId);
    zombie.process.kill('SIGCONT');
    await until('the zombie commit', async () => (await rig.store.cases.read(caseId)).headSeq >= 2);
    await rig.worker();
    await Promise.all([completing, other]);
    await assertLogIsState(caseId, null);
  });

  it('zombie commit that comes too late: another worker wrote the step, the zombie changes nothing', async () => {
    const { caseId, task, message } = await waitingCase();
    const zombie = await rig.worker({ KROK_TEST_FAULT: 'before:2:stop' });
    const completing = send(caseId, task);
    await zombie.fault;
    const other = send(caseId, message);
    await rig.worker();
    await until('both inputs in the log', async () => (await rig.store.cases.read(caseId)).headSeq === 3);
    zombie.process.kill('SIGCONT');
    await Promise.all([completing, other]);
    await assertLogIsState(caseId, null);
  });

  /** A case at rest before both inputs, whose worker has gone. */
  async function waitingCase() {
    const { caseId } = await rig.store.cases.create({
      organisationId: rig.organisationId,
      processId: 'twoInputs',
      variables: { invoice: randomUUID() },
    });
    const worker = await rig.worker();
    const relay = await rig.startRelay();
    await until('the case at rest', async () => (await rig.store.cases.read(caseId)).headSeq === 1);
    await relay.stop();
    await worker.kill('SIGKILL');
    const [start] = await rig.store.log.read(caseId);
    const created = start?.events.find((event) => event.kind === 'userTaskCreated');
    const subscribed = start?.events.find((event) => event.kind === 'messageSubscribed');
    assert.ok(created?.kind === 'userTaskCreated' && subscribed?.kind === 'messageSubscribed');
    return {
      caseId,
      task: {
        id: randomUUID(),
        command: { kind: 'completeUserTask', userTask: created.userTask, variables: { reached: true } },
      },
      message: {
        id: randomUUID(),
        command: {
          kind: 'correlateMessage',
          subscription: subscribed.subscription,
          messageId: 'm1',
          variables: { paid: 100 },
        },
      },
    };
  }

  /** Sends as the relay does: with a deadline, and again under the same id until the case has answered. */
  async function send(caseId: string, { id, command }: { id: string; command: unknown }): Promise<void> {
    const handle = rig.client.workflow.getHandle(caseWorkflowId(caseId));
    await until(
      `an answer to ${id}`,
      () =>
        rig.client
          .withDeadline(Date.now() + 3_000, () =>
            handle.executeUpdate(deliver, { updateId: id, args: [{ id, at: Date.now(), command }] }),
          )
          .then((answer) => answer.kind === 'logged')
          .catch(() => false),
      150,
    );
  }

  async function workflowTaskTimedOut(caseId: string): Promise<void> {
    await until('the workflow task to time out', async () => {
      const { events } = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
      return events?.some((event) => event.workflowTaskTimedOutEventAttributes);
    });
  }

  async function assertLogIsState(caseId: string, order: readonly string[] | null): Promise<void> {
    const steps = await rig.store.log.read(caseId);
    assert.deepEqual(
      steps.map((step) => step.seq),
      [1, 2, 3],
    );
    if (order)
      assert.deepEqual(
        steps.slice(1).map((step) => step.commandId),
        order,
      );
    const opened = await rig.store.cases.open(caseId);
    const executable: ExecutableProcess = JSON.parse(
      Buffer.from(await rig.store.deployments.executable(opened.executableHash)).toString(),
    );
    const linked = link(executable);
    const folded = steps.reduce((state, step) => evolveAll(linked, state, step.events), initialState());
    const live = await rig.client.workflow.getHandle(caseWorkflowId(caseId)).query(caseState);
    assert.deepEqual(live, { head: 3, state: folded });
    assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
  }
});
