import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, type EngineEvent, type TaskListenerResult, type Variables } from '@krok/engine';
import { compiled, Rig } from './rig.ts';
import { extension, file, flow, loop } from './small-diagram.ts';

// Camunda 8, user task listeners, "canceling": heard when the case is cancelled or the task is interrupted; it blocks, can't deny,
// and what ends the task goes on when it is done.

const hears = (...types: string[]) =>
  types.map((type) => `<zeebe:taskListener eventType="canceling" type="${type}"/>`).join('');
const task = (id: string, listeners = hears(`stop-${id}`), more = '') =>
  `<bpmn:userTask id="${id}">${extension(`<zeebe:userTask/>${listeners === '' ? '' : `<zeebe:taskListeners>${listeners}</zeebe:taskListeners>`}`)}${more}</bpmn:userTask>`;
const service = (id: string) =>
  `<bpmn:serviceTask id="${id}">${extension(`<zeebe:taskDefinition type="${id}"/>`)}</bpmn:serviceTask>`;
const signalled = '<bpmn:signalEventDefinition signalRef="sig-x"/>';
const on = (id: string, host: string) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}">${signalled.replace('sig-x', `sig-${id}`)}</bpmn:boundaryEvent>${flow(id, `${id}-next`)}${service(`${id}-next`)}`;
const sub = (id: string, content: string) => `<bpmn:subProcess id="${id}">${content}</bpmn:subProcess>`;
const signals = ['stop', 'out', 'take'].map((id) => `<bpmn:signal id="sig-${id}" name="${id}"/>`).join('');

function diagram(body: string): string {
  return file(body).replace('<bpmn:process', `${signals}<bpmn:process`);
}

async function started(body: string, variables: Variables = {}, engineVersion?: number): Promise<Rig> {
  const rig = new Rig(await compiled(diagram(body)), engineVersion);
  rig.send({ kind: 'start', variables });
  return rig;
}

const jobs = (rig: Rig) => Object.values(byId(rig.state.jobs)).map(({ type }) => type);
const jobOf = (rig: Rig, type: string) =>
  Object.entries(byId(rig.state.jobs)).find(([, job]) => job.type === type)?.[0] ?? assert.fail(`no job ${type}`);
const living = (rig: Rig) =>
  Object.values(rig.state.instances).map(({ element, status }) => `${rig.linked.element(element).id} ${status}`);
const instanceOf = (rig: Rig, id: string) =>
  Object.entries(rig.state.instances).find(([, { element }]) => rig.linked.element(element).id === id)?.[0] ?? '';
const incidentOf = (rig: Rig) => Object.keys(rig.state.incidents)[0] ?? assert.fail('there is no incident');

function answer(rig: Rig, type: string, result: TaskListenerResult = {}, variables: Variables = {}): void {
  rig.send({ kind: 'completeJob', job: jobOf(rig, type), variables, result });
}

function signal(rig: Rig, name: string, variables: Variables = {}): void {
  rig.send({ kind: 'broadcastSignal', name, variables });
}

function of<K extends EngineEvent['kind']>(rig: Rig, kind: K): Extract<EngineEvent, { kind: K }>[] {
  return rig.events.filter((event): event is Extract<EngineEvent, { kind: K }> => event.kind === kind);
}

const INTERRUPTED = `${flow('start', 'a')}${task('a')}${on('stop', 'a')}`;

test('the flow of an interrupting event goes on when the listener is done, with what the event brought', async () => {
  const rig = await started(INTERRUPTED);
  const userTask = Object.keys(byId(rig.state.userTasks))[0] ?? '';
  signal(rig, 'stop', { why: 'paid' });
  assert.deepEqual(jobs(rig), ['stop-a']);
  assert.deepEqual(living(rig), ['p active', 'a terminating']);
  assert.equal(rig.reject({ kind: 'completeUserTask', userTask, variables: {} }).code, 'noSuchUserTask');
  answer(rig, 'stop-a', {}, { note: 'x' });
  assert.deepEqual(jobs(rig), ['stop-next']);
  assert.equal(of(rig, 'elementTerminated').length, 1);
  assert.deepEqual(rig.state.instances[rig.state.root]?.variables, { why: 'paid' }, 'what a listener gives is local');
  answer(rig, 'stop-next');
  assert.equal(rig.state.status, 'completed');
});

test('several are heard one after the other, and the next one is told what the first corrected', async () => {
  const rig = await started(`${flow('start', 'a')}${task('a', hears('first', 'second'))}${on('stop', 'a')}`);
  signal(rig, 'stop');
  assert.deepEqual(jobs(rig), ['first']);
  answer(rig, 'first', { corrections: { assignee: 'anna', priority: 80 } }, { n: 1 });
  assert.deepEqual(jobs(rig), ['second']);
  const asked = of(rig, 'jobCreated').at(-1);
  assert.equal(asked?.headers['io.camunda.zeebe:assignee'], 'anna');
  assert.equal(asked?.headers['io.camunda.zeebe:priority'], '80');
  assert.deepEqual(asked?.variables, { n: 1 });
  answer(rig, 'second');
  assert.deepEqual(jobs(rig), ['stop-next']);
});

test('a listener can not deny it, throw an error out of it, or fail for good unseen', async () => {
  const rig = await started(INTERRUPTED);
  signal(rig, 'stop');
  const resolve = () => rig.send({ kind: 'resolveIncident', incident: incidentOf(rig) });
  answer(rig, 'stop-a', { denied: true });
  assert.match(Object.values(rig.state.incidents)[0]?.message ?? '', /canceled but it denied/);
  resolve();
  const job = jobOf(rig, 'stop-a');
  rig.send({ kind: 'throwJobError', job, code: 'x', message: '', variables: {} });
  assert.equal(Object.values(rig.state.incidents)[0]?.cause, 'uncaughtError');
  resolve();
  rig.send({ kind: 'failJob', job, retries: 0, backOff: 0, message: 'down' });
  assert.equal(Object.values(rig.state.incidents)[0]?.cause, 'jobRetriesExhausted');
  assert.deepEqual(living(rig), ['p active', 'a terminating']);
  resolve();
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['stop-next']);
});

test('a listener whose type can not be evaluated is an incident, and is asked when that is resolved', async () => {
  const rig = await started(`${flow('start', 'a')}${task('a', hears('first', '= late'))}${on('stop', 'a')}`);
  signal(rig, 'stop');
  answer(rig, 'first');
  assert.deepEqual(jobs(rig), []);
  rig.send({ kind: 'setVariables', variables: { late: 'second' } });
  rig.send({ kind: 'resolveIncident', incident: incidentOf(rig) });
  assert.deepEqual(jobs(rig), ['second'], 'the first is not heard again');
  answer(rig, 'second');
  assert.deepEqual(jobs(rig), ['stop-next']);
});

const PARALLEL = `${flow('start', 'sub')}${sub('sub', `${task('a')}${task('b')}${service('c')}`)}${on('stop', 'sub')}`;

test('all tasks of a scope are heard at once, all else ends at once, and the scope ends with the last', async () => {
  const rig = await started(PARALLEL);
  signal(rig, 'stop');
  assert.deepEqual(jobs(rig).sort(), ['stop-a', 'stop-b']);
  assert.deepEqual(living(rig), ['p active', 'sub terminating', 'a terminating', 'b terminating']);
  answer(rig, 'stop-b');
  assert.deepEqual(jobs(rig), ['stop-a']);
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['stop-next']);
  assert.deepEqual(living(rig), ['p active', 'stop-next active']);
});

test('a cancelled case lives until its tasks have been heard, and then ends for the reason given', async () => {
  const rig = await started(PARALLEL);
  rig.send({ kind: 'cancel', reason: 'withdrawn' });
  assert.equal(rig.state.status, 'active');
  assert.equal(rig.reject({ kind: 'cancel', reason: 'again' }).code, 'ended');
  assert.equal(rig.reject({ kind: 'suspend', reason: 'wait' }).code, 'ended');
  answer(rig, 'stop-a');
  assert.equal(rig.state.status, 'active');
  answer(rig, 'stop-b');
  assert.equal(rig.state.status, 'terminated');
  assert.equal(of(rig, 'instanceTerminated')[0]?.reason, 'withdrawn');
});

test('a suspended case that is cancelled stands still no longer', async () => {
  const rig = await started(INTERRUPTED);
  rig.send({ kind: 'suspend', reason: 'wait' });
  rig.send({ kind: 'cancel', reason: 'withdrawn' });
  rig.send({ kind: 'failJob', job: jobOf(rig, 'stop-a'), retries: 1, backOff: 1000, message: 'later' });
  rig.now += 1000;
  rig.send({ kind: 'timeDue' });
  answer(rig, 'stop-a');
  assert.equal(rig.state.status, 'terminated');
});

test('in a suspended case a listener is asked, and what follows goes on, when it is resumed', async () => {
  const rig = await started(INTERRUPTED);
  rig.send({ kind: 'suspend', reason: 'wait' });
  signal(rig, 'stop');
  assert.deepEqual(jobs(rig), []);
  rig.send({ kind: 'resume' });
  assert.deepEqual(jobs(rig), ['stop-a']);
  rig.send({ kind: 'suspend', reason: 'wait' });
  answer(rig, 'stop-a');
  assert.deepEqual(living(rig), ['p active', 'a terminating']);
  rig.send({ kind: 'resume' });
  assert.deepEqual(jobs(rig), ['stop-next']);
});

const eventSub = (definition: string, inside: string) =>
  `<bpmn:subProcess id="esp" triggeredByEvent="true"><bpmn:startEvent id="esp-start">${definition}</bpmn:startEvent>${flow('esp-start', 'inside')}${inside}</bpmn:subProcess>`;

test('an interrupting event sub-process begins when all that it interrupts has been heard', async () => {
  const taken = signalled.replace('sig-x', 'sig-take');
  const rig = await started(
    `${flow('start', 'a')}${flow('start', 'b')}${task('a')}${task('b')}${eventSub(taken, service('inside'))}`,
  );
  signal(rig, 'take', { by: 'court' });
  assert.deepEqual(living(rig), ['p active', 'a terminating', 'b terminating']);
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['stop-b']);
  answer(rig, 'stop-b');
  assert.deepEqual(jobs(rig), ['inside']);
  assert.deepEqual(rig.state.instances[instanceOf(rig, 'esp')]?.variables, { by: 'court' });
  answer(rig, 'inside');
  assert.equal(rig.state.status, 'completed');
});

test('a terminate end event ends its scope when the others have been heard; nothing else starts meanwhile', async () => {
  const terminate = '<bpmn:endEvent id="over"><bpmn:terminateEventDefinition/></bpmn:endEvent>';
  const taken = signalled.replace('sig-x', 'sig-take');
  const rig = await started(
    `${flow('start', 'a')}${flow('start', 'c')}${task('a')}${service('c')}${flow('c', 'over')}${terminate}${eventSub(taken, service('inside'))}`,
  );
  answer(rig, 'c');
  assert.deepEqual(living(rig), ['p active', 'a terminating']);
  signal(rig, 'take');
  assert.deepEqual(jobs(rig), ['stop-a']);
  answer(rig, 'stop-a');
  assert.equal(rig.state.status, 'completed');
});

test('a cancelled transaction is compensated when its tasks have been heard', async () => {
  const cancel = '<bpmn:endEvent id="over"><bpmn:cancelEventDefinition/></bpmn:endEvent>';
  const done = `${service('done')}<bpmn:boundaryEvent id="back" attachedToRef="done"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent><bpmn:serviceTask id="undo" isForCompensation="true">${extension('<zeebe:taskDefinition type="undo"/>')}</bpmn:serviceTask><bpmn:association id="as" sourceRef="back" targetRef="undo" associationDirection="One"/>`;
  const inside = `<bpmn:startEvent id="t"/>${flow('t', 'done')}${flow('t', 'a')}${task('a')}${done}${flow('done', 'over')}${cancel}`;
  const rig = await started(
    `${flow('start', 'tx')}<bpmn:transaction id="tx">${inside}</bpmn:transaction><bpmn:boundaryEvent id="cancelled" attachedToRef="tx"><bpmn:cancelEventDefinition/></bpmn:boundaryEvent>${flow('cancelled', 'after')}${service('after')}`,
  );
  answer(rig, 'done');
  assert.deepEqual(jobs(rig), ['stop-a']);
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['undo']);
  answer(rig, 'undo');
  assert.deepEqual(jobs(rig), ['after']);
});

test('a multi-instance activity completes when the runs that its condition ends have been heard', async () => {
  const done =
    '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">= numberOfCompletedInstances = 1</bpmn:completionCondition>';
  const collection = 'inputCollection="= [1, 2, 3]" outputCollection="all" outputElement="= r"';
  const rig = await started(
    `${flow('start', 'a')}${task('a', hears('stop-a'), loop(collection, done))}${flow('a', 'after')}${service('after')}`,
  );
  const [first = ''] = Object.keys(byId(rig.state.userTasks));
  rig.send({ kind: 'completeUserTask', userTask: first, variables: { r: 7 } });
  assert.deepEqual(jobs(rig), ['stop-a', 'stop-a']);
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['stop-a']);
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['after']);
  assert.deepEqual(rig.state.instances[rig.state.root]?.variables?.['all'], [7, null, null]);
});

const adHoc = (attributes: string, more: string, inside: string) =>
  `${flow('start', 'ah')}<bpmn:adHocSubProcess id="ah" ${attributes}>${more}${inside}</bpmn:adHocSubProcess>${flow('ah', 'after')}${service('after')}`;

test('an ad-hoc sub-process whose condition holds ends when the rest has been heard', async () => {
  const condition =
    '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">= enough = true</bpmn:completionCondition>';
  const rig = await started(
    adHoc('cancelRemainingInstances="true"', '', `${task('a')}${task('b')}${service('c')}${condition}`),
    { enough: false },
  );
  answer(rig, 'c', {}, { enough: true });
  assert.deepEqual(jobs(rig).sort(), ['stop-a', 'stop-b']);
  answer(rig, 'stop-a');
  answer(rig, 'stop-b');
  assert.deepEqual(jobs(rig), ['after']);
});

test('a worker that ends what runs is not asked anew when it has been heard', async () => {
  const driven = () => adHoc('', extension('<zeebe:taskDefinition type="choose"/>'), `${task('a')}${service('c')}`);
  const choose = (rig: Rig, result: object) => answer(rig, 'choose', result as TaskListenerResult);
  const ended = await started(driven());
  choose(ended, { activateElements: [{ elementId: 'a' }, { elementId: 'c' }] });
  answer(ended, 'c');
  choose(ended, { isCompletionConditionFulfilled: true, isCancelRemainingInstances: true });
  assert.deepEqual(jobs(ended), ['stop-a']);
  answer(ended, 'stop-a');
  assert.deepEqual(jobs(ended), ['after']);
  const replaced = await started(driven());
  choose(replaced, { activateElements: [{ elementId: 'a' }, { elementId: 'c' }] });
  answer(replaced, 'c');
  choose(replaced, { activateElements: [{ elementId: 'c' }], isCancelRemainingInstances: true });
  assert.deepEqual(jobs(replaced).sort(), ['c', 'stop-a']);
  answer(replaced, 'stop-a');
  assert.deepEqual(jobs(replaced), ['c']);
  answer(replaced, 'c');
  choose(replaced, {});
  assert.deepEqual(jobs(replaced), ['after']);
});

test('what is ended from further out meanwhile goes on from there alone', async () => {
  const rig = await started(
    `${flow('start', 'sub')}${sub('sub', `${task('a')}${on('stop', 'a')}${service('c')}`)}${on('out', 'sub')}`,
  );
  signal(rig, 'stop');
  signal(rig, 'out');
  assert.deepEqual(jobs(rig), ['stop-a'], 'it is heard once');
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['out-next']);
});

test('what a person moves or skips is not heard, and one that is heard ends at once by hand', async () => {
  const moved = await started(INTERRUPTED);
  moved.send({
    kind: 'modify',
    reason: 'wrong way',
    activate: [{ element: moved.index('stop-next') }],
    terminate: [instanceOf(moved, 'a')],
    consume: [],
  });
  assert.deepEqual(jobs(moved), ['stop-next']);
  const skipped = await started(INTERRUPTED);
  skipped.send({ kind: 'skip', instance: instanceOf(skipped, 'a'), variables: {} });
  assert.equal(skipped.state.status, 'completed');
  const byHand = [
    (instance: string) => ({ kind: 'modify', reason: '', activate: [], terminate: [instance], consume: [] }) as const,
    (instance: string) => ({ kind: 'skip', instance, variables: {} }) as const,
  ];
  for (const command of byHand) {
    const rig = await started(PARALLEL);
    signal(rig, 'stop');
    rig.send(command(instanceOf(rig, 'a')));
    assert.deepEqual(jobs(rig), ['stop-b']);
    rig.send(command(instanceOf(rig, 'sub')));
    assert.deepEqual(jobs(rig), ['stop-next']);
  }
});

test('a called case that ends with an error is heard first, and its caller is told then', async () => {
  const error = '<bpmn:endEvent id="over"><bpmn:errorEventDefinition errorRef="lost"/></bpmn:endEvent>';
  const body = `${flow('start', 'a')}${flow('start', 'c')}${task('a')}${service('c')}${flow('c', 'over')}${error}`;
  const xml = diagram(body).replace('<bpmn:process', '<bpmn:error id="lost" errorCode="lost"/><bpmn:process');
  const rig = new Rig(await compiled(xml));
  rig.send({ kind: 'start', called: true, variables: {} });
  answer(rig, 'c');
  assert.equal(rig.state.status, 'active');
  answer(rig, 'stop-a');
  assert.equal(rig.state.status, 'terminated');
  assert.equal(of(rig, 'instanceTerminated')[0]?.error, 'lost');
});

test('who has been asked of its creation hears of its end; who has not does not', async () => {
  const creating = '<zeebe:taskListener eventType="creating" type="plan"/>';
  const asked = await started(`${flow('start', 'a')}${task('a', `${creating}${hears('stop-a')}`)}`);
  asked.send({ kind: 'cancel', reason: '' });
  assert.deepEqual(jobs(asked), ['stop-a']);
  const before = extension(
    `<zeebe:userTask/><zeebe:taskListeners>${hears('stop-a')}</zeebe:taskListeners><zeebe:executionListeners><zeebe:executionListener eventType="start" type="before"/></zeebe:executionListeners>`,
  );
  const unasked = await started(`${flow('start', 'a')}<bpmn:userTask id="a">${before}</bpmn:userTask>`);
  unasked.send({ kind: 'cancel', reason: '' });
  assert.equal(unasked.state.status, 'terminated');
});

test('a completion or an update that is under way is taken back', async () => {
  const rig = await started(
    `${flow('start', 'a')}${task('a', `<zeebe:taskListener eventType="completing" type="check"/>${hears('stop-a')}`)}${on('stop', 'a')}`,
  );
  const [userTask = ''] = Object.keys(byId(rig.state.userTasks));
  rig.send({ kind: 'completeUserTask', userTask, variables: { r: 1 } });
  signal(rig, 'stop');
  assert.deepEqual(jobs(rig), ['stop-a']);
  assert.deepEqual(of(rig, 'jobCreated').at(-1)?.variables, {});
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['stop-next']);
  assert.equal(rig.state.instances[rig.state.root]?.variables, undefined);
});

test('another version takes up what is heard, and what is to follow', async () => {
  const rig = await started(INTERRUPTED);
  signal(rig, 'stop');
  const other = `${service('zero')}${flow('start', 'zero')}${flow('zero', 'a')}${task('a')}${on('stop', 'a')}`;
  rig.migrate(await compiled(diagram(other)));
  answer(rig, 'stop-a');
  assert.deepEqual(jobs(rig), ['stop-next']);
  const without = await started(INTERRUPTED);
  signal(without, 'stop');
  const gone = await compiled(diagram(`${flow('start', 'a')}${task('a')}`));
  assert.deepEqual(without.misfits(gone), ['unmapped stop']);
});

test('a case that began under an older version ends at once what it ends', async () => {
  const rig = await started(INTERRUPTED, {}, 2);
  signal(rig, 'stop');
  assert.deepEqual(jobs(rig), ['stop-next']);
});
