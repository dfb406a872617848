import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import { compiled, element, written } from './compiled.ts';
import {
  association,
  diagram,
  event,
  file,
  flow,
  job,
  line,
  message,
  node,
  process,
  timer,
} from './diagram-builder.ts';

test('timers: date, duration and cycle, static or FEEL', async () => {
  const good: readonly (readonly [tag: string, text: string, kind: string])[] = [
    ['timeDate', '2026-11-22T09:00:00+01:00', 'date'],
    ['timeDate', '2026-11-22T09:00:00Z', 'date'],
    ['timeDate', '2024-02-29T09:00:00[Europe/Warsaw]', 'date'],
    ['timeDate', '=due', 'date'],
    ['timeDuration', 'PT10S', 'duration'],
    ['timeDuration', 'P1Y2M3DT4H5M6.5S', 'duration'],
    ['timeDuration', 'P2W', 'duration'],
    ['timeDuration', '=wait', 'duration'],
    ['timeCycle', 'R3/PT10S', 'cycle'],
    ['timeCycle', 'R/P1D', 'cycle'],
    ['timeCycle', 'R2/2026-01-01T00:00:00Z/P1D', 'cycle'],
    ['timeCycle', '0 0 9 * * MON-FRI', 'cycle'],
    ['timeCycle', '0 0/15 8-17 L * ?', 'cycle'],
    ['timeCycle', '@daily', 'cycle'],
  ];
  for (const [tag, text, kind] of good) {
    const catching = element(
      await compiled(diagram(line('c'), node('intermediateCatchEvent', 'c', timer(tag, text)))),
      'c',
      'intermediateCatchEvent',
    );
    assert.ok(catching.trigger.kind === 'timer');
    assert.deepEqual([catching.trigger.timer.kind, written(catching.trigger.timer.value)], [kind, text]);
  }
  const bad: readonly (readonly [tag: string, text: string])[] = [
    ['timeDate', '2026-11-22'],
    ['timeDate', '2026-02-29T09:00:00Z'],
    ['timeDate', '2026-13-01T09:00:00Z'],
    ['timeDate', '22.11.2026'],
    ['timeDate', 'PT10S'],
    ['timeDuration', 'P'],
    ['timeDuration', 'PT'],
    ['timeDuration', '10S'],
    ['timeDuration', 'P1S'],
    ['timeDuration', 'P1.5D'],
    ['timeDuration', '2026-11-22T09:00:00Z'],
    ['timeCycle', 'PT10S'],
    ['timeCycle', 'R3'],
    ['timeCycle', 'R-1/PT1S'],
    ['timeCycle', '0 0 25 * * *'],
    ['timeCycle', '* * * * *'],
    ['timeCycle', 'often'],
  ];
  for (const [tag, text] of bad) {
    const { findings } = await compileBpmn(diagram(line('c'), node('intermediateCatchEvent', 'c', timer(tag, text))));
    assert.ok(
      findings.some(({ rule }) => rule === 'timer-text'),
      `${tag} ${text}`,
    );
  }
});

test('boundary events know their activity and whether they interrupt', async () => {
  const result = await compiled(
    file(
      message('m', 'paid', '=invoice'),
      process(
        line('task'),
        node('task', 'task'),
        node('boundaryEvent', 'b1', timer('timeDuration', 'P14D'), 'attachedToRef="task"'),
        node(
          'boundaryEvent',
          'b2',
          event('message', '', 'messageRef="m"'),
          'attachedToRef="task" cancelActivity="false"',
        ),
        flow('x1', 'b1', 'end'),
        flow('x2', 'b2', 'end'),
      ),
    ),
  );
  const task = element(result, 'task', 'task');
  assert.deepEqual(
    task.boundaries?.map((index) => result.elements[index]?.id),
    ['b1', 'b2'],
  );
  const [timed, messaged] = [element(result, 'b1', 'boundaryEvent'), element(result, 'b2', 'boundaryEvent')];
  assert.deepEqual([timed.interrupting, messaged.interrupting, timed.attachedTo], [true, false, task.index]);
  assert.ok(messaged.trigger.kind === 'message');
  assert.deepEqual([written(messaged.trigger.name), written(messaged.trigger.correlationKey)], ['paid', '=invoice']);
});

test('several event definitions are one multiple event, parallel where marked', async () => {
  const content = `${event('signal', '', 'signalRef="s"')}${timer('timeDuration', 'PT1S')}`;
  for (const [attributes, kind] of [
    ['', 'multiple'],
    ['parallelMultiple="true"', 'parallelMultiple'],
  ] as const) {
    const result = await compiled(
      file(
        '<bpmn:signal id="s" name="s" />',
        process(line('c'), node('intermediateCatchEvent', 'c', content, attributes)),
      ),
    );
    const { trigger } = element(result, 'c', 'intermediateCatchEvent');
    assert.ok(trigger.kind === kind);
    assert.deepEqual(
      trigger.triggers.map((each) => each.kind),
      ['signal', 'timer'],
    );
  }
});

test('an event definition may stand at the file and be referenced', async () => {
  const result = await compiled(
    file(
      '<bpmn:signal id="s" name="stop" />',
      '<bpmn:signalEventDefinition id="shared" signalRef="s" />',
      process(
        line('t'),
        node('intermediateThrowEvent', 't', '<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>'),
      ),
    ),
  );
  const { trigger } = element(result, 't', 'intermediateThrowEvent');
  assert.ok(trigger.kind === 'signal');
  assert.equal(written(trigger.name), 'stop');
});

test('a message that is thrown is a job', async () => {
  const throwing = `${job('send')}${event('message', '', 'messageRef="m"')}`;
  const result = await compiled(
    file(
      message('m', 'm', ''),
      process(
        line('t').replace(node('endEvent', 'end'), node('endEvent', 'end', throwing)),
        node('intermediateThrowEvent', 't', throwing.replace(/id="d\d+"/, 'id="d2"')),
      ),
    ),
  );
  assert.equal(written(element(result, 't', 'intermediateThrowEvent').job?.type), 'send');
  assert.equal(written(element(result, 'end', 'endEvent').job?.type), 'send');
});

test('errors and escalations carry their codes; without a code a catch event catches all', async () => {
  const result = await compiled(
    file(
      '<bpmn:error id="err" errorCode="REFUSED" /><bpmn:escalation id="esc" escalationCode="LATE" />',
      process(
        line('task'),
        node('task', 'task'),
        node('endEvent', 'e2', event('error', '', 'errorRef="err"')),
        node('endEvent', 'e3', event('escalation', '', 'escalationRef="esc"')),
        node('boundaryEvent', 'b', event('error'), 'attachedToRef="task"'),
        node('boundaryEvent', 'b2', event('escalation'), 'attachedToRef="task" cancelActivity="false"'),
        flow('x', 'b', 'e2'),
        flow('y', 'b2', 'e3'),
      ),
    ),
  );
  const [thrown, escalated, caught] = [
    element(result, 'e2', 'endEvent').trigger,
    element(result, 'e3', 'endEvent').trigger,
    element(result, 'b', 'boundaryEvent').trigger,
  ];
  assert.ok(thrown.kind === 'error' && escalated.kind === 'escalation' && caught.kind === 'error');
  assert.deepEqual([written(thrown.code), written(escalated.code), caught.code], ['REFUSED', 'LATE', undefined]);
});

test('event sub-processes: listed by their scope, with their start and whether it interrupts', async () => {
  for (const interrupting of [true, false]) {
    const start = node('startEvent', 's2', timer('timeDuration', 'PT1S'), `isInterrupting="${interrupting}"`);
    const result = await compiled(
      diagram(
        line(),
        node(
          'subProcess',
          'sub',
          `${start}${node('endEvent', 'e2')}${flow('x', 's2', 'e2')}`,
          'triggeredByEvent="true"',
        ),
      ),
    );
    const sub = element(result, 'sub', 'eventSubProcess');
    assert.deepEqual([sub.interrupting, result.elements[sub.start]?.id], [interrupting, 's2']);
    assert.deepEqual(element(result, 'process', 'process').eventSubProcesses, [sub.index]);
    assert.equal(element(result, 's2', 'startEvent').interrupting, interrupting);
  }
});

test('links lead to their catch event, compensation to its handler', async () => {
  const result = await compiled(
    diagram(
      line('task'),
      node('task', 'task'),
      node('boundaryEvent', 'b', event('compensate'), 'attachedToRef="task"'),
      node('task', 'undo', '', 'isForCompensation="true"'),
      association('as', 'b', 'undo'),
      node('intermediateThrowEvent', 'from', event('link', '', 'name="on"')),
      node('intermediateCatchEvent', 'to', event('link', '', 'name="on" ')).replace(/id="d\d+"/, 'id="second"'),
      flow('x', 'start', 'from'),
      flow('y', 'to', 'back'),
      node('intermediateThrowEvent', 'back', event('compensate', '', 'activityRef="task" waitForCompletion="false"')),
      flow('z', 'back', 'end'),
    ),
  );
  const { trigger } = element(result, 'from', 'intermediateThrowEvent');
  assert.ok(trigger.kind === 'link');
  assert.equal(result.elements[trigger.target ?? -1]?.id, 'to');
  const task = element(result, 'task', 'task');
  assert.equal(result.elements[task.compensationHandler ?? -1]?.id, 'undo');
  assert.equal(element(result, 'undo', 'task').isForCompensation, true);
  assert.deepEqual(element(result, 'back', 'intermediateThrowEvent').trigger, {
    kind: 'compensation',
    activity: task.index,
    waitForCompletion: false,
  });
});
