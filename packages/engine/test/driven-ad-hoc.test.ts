import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byId, type EngineEvent, type JobResult, type Variables } from '@krok/engine';
import { compiled, Rig } from './rig.ts';
import { END, extension, file, flow, io, job, loop } from './small-diagram.ts';

const task = (id: string, more = '') =>
  `<bpmn:serviceTask id="${id}">${extension(`${job(id)}${more}`)}</bpmn:serviceTask>`;
/** A worker `w` chooses of `a` and of `b`, which leads to `c`. */
const driven = (extensions = '', more = '', after = '') =>
  file(
    `${flow('start', 'it')}<bpmn:adHocSubProcess id="it">${extension(`${job('w')}${extensions}`)}${after}${task('a')}${task('b')}${task('c')}${flow('b', 'c')}${more}</bpmn:adHocSubProcess>${flow('it', 'end')}${END}`,
  );

async function started(xml: string, variables: Variables = {}): Promise<Rig> {
  const rig = new Rig(await compiled(xml));
  rig.send({ kind: 'start', variables });
  return rig;
}

const open = (rig: Rig) => Object.values(byId(rig.state.jobs)).map(({ type }) => type);

function complete(rig: Rig, type: string, variables: Variables = {}, result?: JobResult): void {
  const found = Object.entries(byId(rig.state.jobs)).find(([, each]) => each.type === type);
  const jobId = found?.[0] ?? assert.fail(`${type} is not open`);
  rig.send({ kind: 'completeJob', job: jobId, variables, ...(result && { result }) });
}

const choose = (rig: Rig, ...ids: string[]) =>
  complete(rig, 'w', {}, { activateElements: ids.map((elementId) => ({ elementId })) });
const end = (rig: Rig, cancel = false) =>
  complete(rig, 'w', {}, { isCompletionConditionFulfilled: true, isCancelRemainingInstances: cancel });

function of<K extends EngineEvent['kind']>(rig: Rig, kind: K): Extract<EngineEvent, { kind: K }>[] {
  return rig.events.filter((event): event is Extract<EngineEvent, { kind: K }> => event.kind === kind);
}

test('the worker is asked at the beginning and after each path, and told what it may choose from', async () => {
  const rig = await started(driven());
  assert.deepEqual(open(rig), ['w']);
  assert.deepEqual(of(rig, 'jobCreated')[0]?.variables['adHocSubProcessElements'], [
    { elementId: 'a', elementName: null },
    { elementId: 'b', elementName: null },
  ]);
  choose(rig, 'b');
  assert.deepEqual(open(rig), ['b']);
  complete(rig, 'b');
  assert.deepEqual(open(rig), ['c']);
  complete(rig, 'c');
  assert.deepEqual(open(rig), ['w']);
  choose(rig, 'a');
  complete(rig, 'a');
  end(rig);
  assert.equal(rig.state.status, 'completed');
});

test('one activity may be chosen twice at once; a path that ends has the worker asked anew, who knows more', async () => {
  const rig = await started(driven());
  choose(rig, 'a', 'a', 'b');
  assert.deepEqual(open(rig), ['a', 'a', 'b']);
  complete(rig, 'a');
  const asked = Object.keys(byId(rig.state.jobs)).at(-1) ?? '';
  assert.deepEqual(open(rig), ['a', 'b', 'w']);
  complete(rig, 'a');
  assert.deepEqual(open(rig), ['b', 'w']);
  assert.equal(of(rig, 'jobCancelled')[0]?.job, asked);
  assert.equal(rig.reject({ kind: 'completeJob', job: asked, variables: {} }).code, 'noSuchJob');
});

test('the end waits for what is at work, or ends it', async () => {
  for (const cancel of [false, true]) {
    const rig = await started(driven());
    choose(rig, 'a', 'b');
    complete(rig, 'a');
    end(rig, cancel);
    assert.deepEqual(open(rig), cancel ? [] : ['b']);
    if (!cancel) {
      complete(rig, 'b');
      complete(rig, 'c');
    }
    assert.equal(rig.state.status, 'completed');
  }
});

test('a new choice may end what is at work', async () => {
  const rig = await started(driven());
  choose(rig, 'a', 'b');
  complete(rig, 'a');
  complete(rig, 'w', {}, { activateElements: [{ elementId: 'a' }], isCancelRemainingInstances: true });
  assert.deepEqual(open(rig), ['a']);
});

test('where nothing is chosen and nothing is at work, it ends', async () => {
  const rig = await started(driven());
  complete(rig, 'w');
  assert.equal(rig.state.status, 'completed');
});

test('variables of a choice and what a path gives stay in the path, what the worker gives leaves as any result; the collection grows for the worker and leaves', async () => {
  const output = '<zeebe:adHoc outputCollection="results" outputElement="= {call: call, got: got}"/>';
  const rig = await started(driven(output), { seen: 0 });
  complete(
    rig,
    'w',
    { memory: 1 },
    {
      activateElements: [
        { elementId: 'a', variables: { call: 1 } },
        { elementId: 'b', variables: { call: 2 } },
      ],
    },
  );
  complete(rig, 'b');
  assert.equal(of(rig, 'jobCreated').at(-1)?.variables['call'], 2, 'the next of the path sees them too');
  complete(rig, 'c', { got: 'c', seen: 5 });
  complete(rig, 'a', { got: 'a' });
  const asked = of(rig, 'jobCreated').at(-1)?.variables ?? {};
  const results = [
    { call: 2, got: 'c' },
    { call: 1, got: 'a' },
  ];
  assert.deepEqual(asked['results'], results);
  assert.equal(asked['memory'], 1);
  assert.equal(asked['got'], undefined);
  end(rig);
  assert.deepEqual(of(rig, 'instanceCompleted')[0]?.variables, { seen: 5, memory: 1, results });
});

test('a path that a person skips gives its result like any other, and what it did can be undone', async () => {
  const output = '<zeebe:adHoc outputCollection="results" outputElement="= got"/>';
  const undoable =
    '<bpmn:boundaryEvent id="undo" attachedToRef="b"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>' +
    `<bpmn:serviceTask id="back" isForCompensation="true">${extension(job('back'))}</bpmn:serviceTask>` +
    '<bpmn:association id="it-back" associationDirection="One" sourceRef="undo" targetRef="back"/>';
  const throws = `<bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition/></bpmn:intermediateThrowEvent>`;
  const xml = driven(output, undoable).replace(flow('it', 'end'), `${flow('it', 't')}${throws}${flow('t', 'end')}`);
  const rig = await started(xml);
  choose(rig, 'b');
  complete(rig, 'b');
  const [path] = of(rig, 'elementActivated').filter(({ loopCounter }) => loopCounter === 1);
  rig.send({ kind: 'skip', instance: path?.instance ?? '', variables: { got: 'by hand' } });
  assert.deepEqual(of(rig, 'jobCreated').at(-1)?.variables['results'], ['by hand']);
  end(rig);
  assert.deepEqual(open(rig), ['back']);
  complete(rig, 'back');
  assert.deepEqual(
    [rig.state.status, of(rig, 'elementActivated').filter(({ element }) => element === rig.index('back')).length],
    ['completed', 1],
  );
});

test('a choice that does not exist is an incident, and the job is done again', async () => {
  const wrong: readonly JobResult[] = [
    { activateElements: [{ elementId: 'c' }] },
    { activateElements: [{ elementId: 'nothing' }] },
    { activateElements: [{ elementId: 'a' }], isCompletionConditionFulfilled: true },
  ];
  for (const result of wrong) {
    const rig = await started(driven());
    complete(rig, 'w', {}, result);
    assert.equal(of(rig, 'incidentRaised').length, 1);
    rig.send({ kind: 'resolveIncident', incident: Object.keys(rig.state.incidents)[0] ?? '' });
    choose(rig, 'a');
    assert.deepEqual(open(rig), ['a']);
  }
});

test('an event sub-process stands beside the paths: one that does not interrupt has the worker asked anew, one that does ends it', async () => {
  for (const interrupting of [false, true]) {
    const inside =
      `<bpmn:subProcess id="esp" triggeredByEvent="true"><bpmn:startEvent id="es" isInterrupting="${interrupting}"><bpmn:errorEventDefinition/></bpmn:startEvent>${task('extra')}${flow('es', 'extra')}</bpmn:subProcess>`.replace(
        '<bpmn:errorEventDefinition/>',
        '<bpmn:escalationEventDefinition escalationRef="x1"/>',
      );
    const xml = driven('', inside).replace(
      '<bpmn:process',
      '<bpmn:escalation id="x1" escalationCode="E"/><bpmn:process',
    );
    const rig = await started(xml);
    choose(rig, 'a', 'b');
    const [a] = Object.entries(byId(rig.state.jobs)).find(([, each]) => each.type === 'a') ?? [];
    rig.send({ kind: 'throwJobEscalation', job: a ?? '', code: 'E', variables: {} });
    assert.deepEqual(open(rig), interrupting ? ['extra'] : ['a', 'b', 'extra']);
    complete(rig, 'extra');
    if (interrupting) assert.equal(rig.state.status, 'completed');
    else assert.deepEqual(open(rig), ['a', 'b', 'w']);
  }
});

test('an error inside leaves by the boundary of the whole, and ends every path', async () => {
  const boundary = `<bpmn:boundaryEvent id="failed" attachedToRef="it"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${flow('failed', 'end')}`;
  const rig = await started(driven().replace('</bpmn:adHocSubProcess>', `</bpmn:adHocSubProcess>${boundary}`));
  choose(rig, 'a', 'b');
  const [a] = Object.keys(byId(rig.state.jobs));
  rig.send({ kind: 'throwJobError', job: a ?? '', code: 'E', message: '', variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('mappings and listeners are those of the whole, once', async () => {
  const listeners =
    '<zeebe:executionListeners><zeebe:executionListener eventType="end" type="after"/></zeebe:executionListeners>';
  const mapped = io('<zeebe:input source="= 1" target="n"/><zeebe:output source="= n + 1" target="m"/>');
  const rig = await started(driven(`${mapped}${listeners}`));
  choose(rig, 'a', 'a');
  complete(rig, 'a');
  complete(rig, 'a');
  end(rig);
  assert.deepEqual(open(rig), ['after']);
  complete(rig, 'after');
  assert.deepEqual(of(rig, 'instanceCompleted')[0]?.variables, { m: 2 });
});

test('each of several instances has a worker and paths of its own', async () => {
  const each = loop('inputCollection="= [1, 2]" inputElement="who"');
  const rig = await started(driven('', '', each));
  assert.deepEqual(open(rig), ['w', 'w']);
  choose(rig, 'a');
  end(rig);
  assert.deepEqual(open(rig), ['a']);
  complete(rig, 'a');
  end(rig);
  assert.equal(rig.state.status, 'completed');
});

test('a job without a type, and a result that cannot be collected, are incidents that go on', async () => {
  const rig = await started(driven().replace('type="w"', 'type="= who"'));
  rig.send({ kind: 'setVariables', variables: { who: 'w' } });
  rig.send({ kind: 'resolveIncident', incident: Object.keys(rig.state.incidents)[0] ?? '' });
  assert.deepEqual(open(rig), ['w']);

  const output = '<zeebe:adHoc outputCollection="results" outputElement="= if ok then 1 else [1..2][1]"/>';
  const failing = await started(driven(output.replace('[1..2][1]', '[1..2]')), { ok: false });
  choose(failing, 'a');
  complete(failing, 'a');
  assert.equal(of(failing, 'incidentRaised').length, 1);
  failing.send({ kind: 'setVariables', variables: { ok: true } });
  failing.send({ kind: 'resolveIncident', incident: Object.keys(failing.state.incidents)[0] ?? '' });
  assert.deepEqual(of(failing, 'jobCreated').at(-1)?.variables['results'], [1]);
});

test('a person skips a path or the whole', async () => {
  const rig = await started(driven());
  choose(rig, 'a', 'b');
  const [first, second] = pathsOf(rig);
  rig.send({ kind: 'skip', instance: first ?? '', variables: {} });
  assert.deepEqual(open(rig), ['b', 'w']);
  rig.send({ kind: 'skip', instance: rig.state.instances[second ?? '']?.scope ?? '', variables: {} });
  assert.equal(rig.state.status, 'completed');
});

test('a person begins an activity beside the paths or in one, and ends a path: the worker is asked anew', async () => {
  const rig = await started(driven());
  choose(rig, 'b');
  const [path = ''] = pathsOf(rig);
  const modification = { kind: 'modify', reason: 'test', terminate: [], consume: [] } as const;
  rig.send({ ...modification, activate: [{ element: rig.index('c') }] });
  rig.send({ ...modification, activate: [{ element: rig.index('a'), scope: path }] });
  assert.deepEqual(open(rig), ['b', 'c', 'a']);
  complete(rig, 'c');
  assert.deepEqual(open(rig), ['b', 'a', 'w']);
  rig.send({ ...modification, activate: [], terminate: [path] });
  assert.deepEqual(open(rig), ['w']);
  end(rig);
  assert.equal(rig.state.status, 'completed');
});

test('a case goes over to a version whose worker chooses, or away from one', async () => {
  const before = driven().replace('<zeebe:taskDefinition type="w"/>', '');
  const rig = await started(before);
  rig.migrate(await compiled(driven()));
  complete(rig, 'a');
  assert.deepEqual(open(rig), ['b', 'w']);
  assert.notEqual(of(rig, 'jobCreated').at(-1)?.variables['adHocSubProcessElements'], undefined);

  const back = await started(driven());
  choose(back, 'a', 'b');
  back.migrate(await compiled(before));
  for (const type of ['a', 'b', 'c']) complete(back, type);
  assert.equal(back.state.status, 'completed');
});

test('a suspended case takes the choice and begins it when it is resumed', async () => {
  const rig = await started(driven());
  rig.send({ kind: 'suspend', reason: 'test' });
  choose(rig, 'a');
  assert.deepEqual(open(rig), []);
  rig.send({ kind: 'resume' });
  assert.deepEqual(open(rig), ['a']);
});

function pathsOf(rig: Rig): readonly string[] {
  return Object.keys(rig.state.instances).filter((id) => rig.state.instances[id]?.loopCounter !== undefined);
}
