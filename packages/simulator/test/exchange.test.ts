import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { Simulation, type SimulatedProcess, traceOf } from '../src/index.ts';
import { deployment, flow, job, message } from './diagram.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const HOUR = 3_600_000;

const seller = `${message('Answer', 'check-done', '=order')}
  <process id="seller" isExecutable="true"><startEvent id="S" />${flow('S', 'ask')}${job('ask', 'ask-check')}${flow('ask', 'wait')}
  <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="Answer" /></intermediateCatchEvent>${flow('wait', 'E')}<endEvent id="E" /></process>`;
const checker = `${message('Ask', 'check-wanted')}
  <process id="checker" isExecutable="true"><startEvent id="S"><messageEventDefinition messageRef="Ask" /></startEvent>
  ${flow('S', 'tell')}${job('tell', 'tell-result')}${flow('tell', 'E')}<endEvent id="E" /></process>`;

test('two processes that message each other', async () => {
  const simulation = simulate([...(await deployment('d1', seller)), ...(await deployment('d2', checker))]);
  simulation.start('seller', { order: 'o-1' });
  complete(simulation, 'ask-check', 'check-wanted', { order: 'o-1' });
  complete(simulation, 'tell-result', 'check-done', { good: true });
  deepEqual(outcomes(simulation), ['seller completed', 'checker completed']);
});

test('a message waits in the buffer for the catch event that is reached later, until its life ends', async () => {
  for (const [wait, outcome] of [
    [HOUR - 1, 'completed'],
    [HOUR, 'waiting'],
  ] as const) {
    const simulation = simulate(await deployment('d1', seller));
    simulation.start('seller', { order: 'o-1' });
    simulation.publish({ name: 'check-done', correlationKey: 'o-1', variables: {}, timeToLive: HOUR });
    simulation.publish({ name: 'check-done', correlationKey: 'another', variables: {}, timeToLive: HOUR });
    simulation.advanceTo(NOW + wait);
    completeOldest(simulation, {});
    deepEqual(outcomes(simulation), [`seller ${outcome}`]);
  }
});

test('messages of one key start one instance after the other', async () => {
  const simulation = simulate(await deployment('d2', checker));
  for (const n of [1, 2])
    simulation.publish({ name: 'check-wanted', correlationKey: 'k', variables: { n }, timeToLive: HOUR });
  equal(simulation.cases().length, 1);
  completeOldest(simulation, {});
  deepEqual(
    traceOf(simulation).cases.map(({ outcome, variables }) => [outcome, variables['n']]),
    [
      ['completed', 1],
      ['waiting', 2],
    ],
  );
});

test('behind a parallel event-based start the messages of one key are one case, in any order; other keys are others', async () => {
  const names = ['paid', 'sent', 'seen'];
  const together = `${names.map((name) => message(`m-${name}`, name, '=order')).join('')}
    <process id="together" isExecutable="true"><eventBasedGateway id="all" instantiate="true" eventGatewayType="Parallel" />${names
      .map(
        (name) =>
          `${flow('all', `on-${name}`)}<intermediateCatchEvent id="on-${name}"><messageEventDefinition messageRef="m-${name}" /></intermediateCatchEvent>`,
      )
      .join('')}</process>`;
  const deployed = await deployment('d1', together);
  for (const order of [names, names.toReversed(), ['sent', 'seen', 'paid']]) {
    const simulation = simulate(deployed);
    const publish = (name: string, key: string) =>
      simulation.publish({ name, correlationKey: key, variables: { order: key, [name]: true }, timeToLive: 0 });
    for (const [index, name] of order.entries()) {
      publish(name, 'o-1');
      if (index < 2) publish(name, 'o-2');
    }
    deepEqual(outcomes(simulation), ['together completed', 'together waiting']);
    deepEqual(simulation.cases()[0]?.state.status, 'completed');
  }
});

test('a call activity runs another process and takes over its variables', async () => {
  const caller = `<process id="caller" isExecutable="true"><startEvent id="S" />${flow('S', 'call')}<callActivity id="call"><extensionElements>
    <zeebe:calledElement processId="called" propagateAllChildVariables="true" /></extensionElements></callActivity>${flow('call', 'next')}${job('next', 'next')}${flow('next', 'E')}<endEvent id="E" /></process>`;
  const called = `<process id="called" isExecutable="true"><startEvent id="S" />${flow('S', 'work')}${job('work', 'work')}${flow('work', 'E')}<endEvent id="E" /></process>`;
  const simulation = simulate([...(await deployment('d1', caller)), ...(await deployment('d2', called))]);
  simulation.start('caller', { a: 1 });
  completeOldest(simulation, { b: 2 });
  deepEqual(
    simulation.openJobs().map(({ type, variables }) => [type, variables['a'], variables['b']]),
    [['next', 1, 2]],
  );
});

test('an error that a called process ends with is caught by the call activity', async () => {
  const caller = `<error id="Error" errorCode="E" /><process id="caller" isExecutable="true"><startEvent id="S" />${flow('S', 'call')}<callActivity id="call"><extensionElements>
    <zeebe:calledElement processId="called" /></extensionElements></callActivity>${flow('call', 'E')}<endEvent id="E" />
    <boundaryEvent id="failed" attachedToRef="call"><errorEventDefinition errorRef="Error" /></boundaryEvent>${flow('failed', 'mend')}${job('mend', 'mend')}${flow('mend', 'F')}<endEvent id="F" /></process>`;
  const called = `<error id="Error" errorCode="E" /><process id="called" isExecutable="true"><startEvent id="S" />${flow('S', 'work')}${job('work', 'work')}${flow('work', 'X')}
    <endEvent id="X"><errorEventDefinition errorRef="Error" /></endEvent></process>`;
  const simulation = simulate([...(await deployment('d1', caller)), ...(await deployment('d2', called))]);
  simulation.start('caller', {});
  complete(simulation, 'work', '', {});
  deepEqual(outcomes(simulation), ['caller waiting', 'called terminated']);
  completeOldest(simulation, {});
  deepEqual(outcomes(simulation), ['caller completed', 'called terminated']);
});

test('an escalation out of a called instance reaches its call activity before the end does, with its variables', async () => {
  const caller = `<escalation id="Late" escalationCode="LATE" /><process id="caller" isExecutable="true"><startEvent id="S" />${flow('S', 'call')}<callActivity id="call"><extensionElements>
    <zeebe:calledElement processId="called" propagateAllChildVariables="false" /></extensionElements></callActivity>${flow('call', 'E')}<endEvent id="E" />
    <boundaryEvent id="late" attachedToRef="call" cancelActivity="false"><escalationEventDefinition escalationRef="Late" /></boundaryEvent>${flow('late', 'mend')}${job('mend', 'mend')}${flow('mend', 'F')}<endEvent id="F" /></process>`;
  const called = `<escalation id="Late" escalationCode="LATE" /><process id="called" isExecutable="true"><startEvent id="S" />${flow('S', 'X')}
    <endEvent id="X"><extensionElements><zeebe:ioMapping><zeebe:input source="= 2" target="days" /></zeebe:ioMapping></extensionElements><escalationEventDefinition escalationRef="Late" /></endEvent></process>`;
  const simulation = simulate([...(await deployment('d1', caller)), ...(await deployment('d2', called))]);
  simulation.start('caller', {});
  deepEqual(outcomes(simulation), ['caller waiting', 'called completed']);
  deepEqual(
    simulation.openJobs().map(({ type }) => type),
    ['mend'],
  );
  deepEqual(simulation.openJobs()[0]?.variables, { days: 2 });
  completeOldest(simulation, {});
  deepEqual(outcomes(simulation), ['caller completed', 'called completed']);
});

test('a cancelled caller takes the called instance with it', async () => {
  const caller = `<process id="caller" isExecutable="true"><startEvent id="S" />${flow('S', 'call')}<callActivity id="call"><extensionElements>
    <zeebe:calledElement processId="called" propagateAllChildVariables="true" /></extensionElements></callActivity>${flow('call', 'E')}<endEvent id="E" /></process>
    <process id="called" isExecutable="true"><startEvent id="S2" />${flow('S2', 'work')}${job('work', 'work')}${flow('work', 'E2')}<endEvent id="E2" /></process>`;
  const simulation = simulate(await deployment('d1', caller));
  const { caseId } = simulation.start('caller', {});
  simulation.send(caseId, { kind: 'cancel', reason: 'withdrawn' });
  deepEqual(outcomes(simulation), ['caller terminated', 'called terminated']);
  deepEqual(simulation.openJobs(), []);
});

test('two processes that message each other for ever are stopped', async () => {
  const loop = `${message('Ping', 'ping')}<signal id="Sig" name="again" /><process id="p" isExecutable="true"><startEvent id="S"><signalEventDefinition signalRef="Sig" /></startEvent>
    ${flow('S', 'E')}<endEvent id="E"><signalEventDefinition signalRef="Sig" /></endEvent></process>`;
  const simulation = simulate(await deployment('d1', loop));
  let code = '';
  try {
    simulation.signal('again', {});
  } catch (error) {
    code = error instanceof Error && 'code' in error ? String(error.code) : '';
  }
  equal(code, 'RUNAWAY');
});

function simulate(processes: readonly SimulatedProcess[]): Simulation {
  return new Simulation({ processes, now: NOW, zone: 'Europe/Warsaw', calendar: polishCalendar() });
}

function complete(
  simulation: Simulation,
  type: string,
  name: string,
  variables: Record<string, string | boolean>,
): void {
  const open = simulation.openJobs().find((each) => each.type === type);
  if (open === undefined) throw new Error(`Expected an open job "${type}" but found none.`);
  simulation.publish({ name, correlationKey: name === 'check-done' ? 'o-1' : '', variables, timeToLive: HOUR });
  simulation.send(open.caseId, { kind: 'completeJob', job: open.job, variables: {} });
}

function completeOldest(simulation: Simulation, variables: Record<string, number>): void {
  const [open] = simulation.openJobs();
  if (open === undefined) throw new Error('Expected an open job but found none.');
  simulation.send(open.caseId, { kind: 'completeJob', job: open.job, variables });
}

function outcomes(simulation: Simulation): string[] {
  return traceOf(simulation).cases.map(({ processId, outcome }) => `${processId} ${outcome}`);
}
