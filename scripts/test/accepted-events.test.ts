import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileBpmn, type EventPlace } from '@krok/bpmn/xml';
import { byId, type Command, startTriggers } from '@krok/engine';
import { env, Rig } from '../../packages/engine/test/rig.ts';
import {
  type EventKind,
  eventKinds,
  eventPlaces,
  eventProbe,
  fileOf,
  flow,
  placesOfBoth,
} from '../bpmn-support/event-probes.ts';

// Every event that the deployment accepts is set going in the engine, and has to come about: nothing is accepted and then passed over.

for (const place of eventPlaces) {
  for (const kind of eventKinds) {
    for (const interrupting of placesOfBoth.includes(place) ? [true, false] : [true]) {
      test(`${place} ${kind}${interrupting ? '' : ', non-interrupting'}`, async () => {
        const result = await compileBpmn(fileOf(eventProbe(place, kind, interrupting)));
        if (!result.deployable || result.findings.some(({ rule }) => rule === 'not-supported')) return;
        const [process] = result.processes;
        assert.ok(process);
        const rig = new Rig(process);
        const isStart = place === 'start' && kind !== 'none';
        rig.send({ kind: 'start', variables: { k: 'k', x: false }, ...(isStart && { startEvent: rig.index('it') }) });
        if (!comesAbout(rig, place, kind)) for (const command of stimuli(rig, place, kind)) rig.send(command());
        assert.ok(comesAbout(rig, place, kind), JSON.stringify(rig.events, null, 1));
      });
    }
  }
}

const instantiating: readonly (readonly [string, string, string])[] = [
  [
    'receive task',
    'it',
    `<bpmn:receiveTask id="it" messageRef="m" instantiate="true"/><bpmn:endEvent id="e"/>${flow('it', 'e')}`,
  ],
  [
    'event-based gateway',
    'b',
    `<bpmn:eventBasedGateway id="it" instantiate="true"/>${['a', 'b']
      .map((id) => `<bpmn:receiveTask id="${id}" messageRef="m"/>${flow('it', id)}${flow(id, 'e')}`)
      .join('')}<bpmn:endEvent id="e"/>`,
  ],
];

for (const [name, starter, content] of instantiating) {
  test(`an instantiating ${name} starts a case by its event alone`, async () => {
    const result = await compileBpmn(fileOf(content));
    assert.ok(result.deployable, JSON.stringify(result.findings));
    const [process] = result.processes;
    assert.ok(process);
    const rig = new Rig(process);
    const starts = startTriggers(rig.linked, env).map(({ elementId }) => elementId);
    assert.ok(starts.includes(starter));
    rig.send({ kind: 'start', variables: {}, startEvent: rig.index(starter) });
    assert.equal(rig.state.status, 'completed');
  });
}

/** The event has completed; what ends its scope abruptly has done so. */
function comesAbout(rig: Rig, place: EventPlace, kind: EventKind): boolean {
  const it = rig.index('it');
  if (place === 'boundary' && kind === 'compensation') {
    const undo = rig.index('undo');
    return rig.events.some((event) => event.kind === 'elementCompleted' && event.element === undo);
  }
  return rig.events.some((event) => {
    if (event.kind === 'elementCompleted') return event.element === it;
    if (place !== 'end') return false;
    if (kind === 'error') return event.kind === 'incidentRaised' && event.cause === 'uncaughtError';
    return kind === 'cancel' && event.kind === 'elementTerminated' && event.element === it;
  });
}

function stimuli(rig: Rig, place: EventPlace, kind: EventKind): readonly (() => Command)[] {
  const message = (): Command => ({
    kind: 'correlateMessage',
    subscription: idIn(rig.state.subscriptions, ({ kind: of }) => of === 'message'),
    messageId: 'one',
    variables: {},
  });
  const signal = (): Command => ({ kind: 'broadcastSignal', name: 'sig', variables: {} });
  const job = () => idIn(byId(rig.state.jobs), () => true);
  const done = (): Command => ({ kind: 'completeJob', job: job(), variables: {} });
  if (place === 'throw' || place === 'end') return [done];
  switch (kind) {
    case 'message':
      return [message];
    case 'signal':
    case 'multiple':
      return [signal];
    case 'parallelMultiple':
      return [message, signal];
    case 'timer':
      rig.now = Date.UTC(2031, 0);
      return [() => ({ kind: 'timeDue' })];
    case 'conditional':
      return [() => ({ kind: 'setVariables', variables: { x: true } })];
    case 'error':
      return [() => ({ kind: 'throwJobError', job: job(), code: 'E', message: '', variables: {} })];
    case 'escalation':
      return [() => ({ kind: 'throwJobEscalation', job: job(), code: 'E', variables: {} })];
    default:
      return [done];
  }
}

function idIn<T>(records: Readonly<Record<string, T>>, chosen: (record: T) => boolean): string {
  const found = Object.entries(records).find(([, record]) => chosen(record));
  return found?.[0] ?? assert.fail('nothing waits for the event');
}
