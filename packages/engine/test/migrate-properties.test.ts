import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import { byId, type Command, earliestDue, type InstanceState, type Linked } from '@krok/engine';
import { block, processOf } from './random-model.ts';
import { Rig } from './rig.ts';

/** The seed of a failure is in its message; `SEED=...` repeats it. */
const parameters = { numRuns: 100, ...(process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}) };

const picks = fc.array(fc.nat(30), { minLength: 1, maxLength: 14 });

test('going over to a copy with other ids changes nothing of what comes after', () => {
  fc.assert(
    fc.property(block, picks, picks, (root, before, after) => {
      const executable = processOf(root);
      const stays = driven(new Rig(executable), before);
      const goes = driven(new Rig(executable), before);
      if (goes.state.status !== 'active') return;
      goes.migrate(renamed(executable), byHand(executable));
      for (const pick of after) {
        const command = nextCommand(stays, pick);
        if (command === null || stays.state.status !== 'active') break;
        goes.now = stays.now;
        assert.deepEqual(goes.send(command), stays.send(command));
        const { definition: _, ...state } = goes.state;
        assert.deepEqual(state, stays.state);
      }
    }),
    parameters,
  );
});

test('going over to a copy with other indexes leaves the same work open after whatever is done', () => {
  fc.assert(
    fc.property(block, picks, picks, fc.infiniteStream(fc.nat(1000)), (root, before, after, order) => {
      const executable = processOf(root, true);
      const stays = driven(new Rig(executable), before);
      const goes = driven(new Rig(executable), before);
      if (goes.state.status !== 'active') return;
      goes.migrate(permuted(executable, order));
      for (const pick of after) {
        assert.deepEqual(openWork(goes), openWork(stays));
        assert.equal(goes.state.status, stays.state.status);
        const work = openWork(stays);
        if (stays.state.status !== 'active' || work.length === 0) break;
        const key = work[pick % work.length] ?? '';
        for (const rig of [stays, goes]) {
          if (key.startsWith('timers')) rig.now = Math.max(rig.now, earliestDue(rig.state) ?? 0);
          rig.send(commandOn(rig, key));
        }
      }
    }),
    parameters,
  );
});

function driven(rig: Rig, picksOf: readonly number[]): Rig {
  rig.send({ kind: 'start', variables: { n: 1 } });
  for (const pick of picksOf) {
    const command = nextCommand(rig, pick);
    if (command === null || rig.state.status !== 'active') break;
    rig.send(command);
  }
  return rig;
}

function nextCommand(rig: Rig, pick: number): Command | null {
  const work = openWork(rig);
  const key = work[pick % (work.length || 1)];
  if (key === undefined) return null;
  if (pick === 29) return { kind: 'broadcastSignal', name: 'stop', variables: {} };
  if (pick === 28) return { kind: 'setVariables', variables: { n: 3 } };
  if (key.startsWith('timers')) rig.now = Math.max(rig.now, earliestDue(rig.state) ?? 0);
  return commandOn(rig, key);
}

function commandOn(rig: Rig, key: string): Command {
  const [kind = '', element] = key.split(' ');
  const found = Object.entries(allOpen(rig.state)[kind] ?? {})
    .filter(([, { instance }]) => elementOf(rig.linked, rig.state, instance) === element)
    .map(([id]) => id);
  const [id = ''] = found;
  if (kind === 'jobs') return { kind: 'completeJob', job: id, variables: { n: 2 } };
  if (kind === 'userTasks') return { kind: 'completeUserTask', userTask: id, variables: { n: 4 } };
  if (kind === 'incidents') return { kind: 'resolveIncident', incident: id };
  return { kind: 'timeDue' };
}

/** What is open, by the ids of the diagram: those of the records depend on the order of the moves. */
function openWork({ linked, state }: Rig): readonly string[] {
  const open: string[] = [];
  for (const [kind, records] of Object.entries(allOpen(state))) {
    for (const { instance } of Object.values(records)) open.push(`${kind} ${elementOf(linked, state, instance)}`);
  }
  return open.sort();
}

function allOpen(state: InstanceState): Readonly<Record<string, Readonly<Record<string, { instance: string }>>>> {
  const { timers, incidents } = state;
  return { jobs: byId(state.jobs), userTasks: byId(state.userTasks), timers, incidents };
}

function elementOf(linked: Linked, state: InstanceState, instance: string): string {
  return linked.element(state.instances[instance]?.element ?? 0).id;
}

function renamed({ elements, flows, ...rest }: ExecutableProcess): ExecutableProcess {
  return {
    ...rest,
    elements: elements.map((element) => ({ ...element, id: `x${element.id}` })),
    flows: flows.map((flow) => ({ ...flow, id: `x${flow.id}` })),
  };
}

function byHand({ elements, flows }: ExecutableProcess): Record<string, string> {
  return Object.fromEntries([...elements, ...flows].map(({ id }) => [id, `x${id}`]));
}

/** The same diagram, with elements and flows in another order. */
function permuted(executable: ExecutableProcess, order: Iterator<number>): ExecutableProcess {
  const elements = shuffled(executable.elements.length, order, 1);
  const flows = shuffled(executable.flows.length, order, 0);
  const element = (index: number): number => (index < 0 ? index : (elements[index] ?? -1));
  const flow = (index: number): number => flows[index] ?? -1;
  const moved: ExecutableElement[] = [];
  for (const each of executable.elements) {
    const changed: Record<string, unknown> = { ...each };
    for (const name of ['index', 'scope', 'start', 'attachedTo', 'compensationHandler']) {
      if (name in changed) changed[name] = element(Number(changed[name]));
    }
    for (const name of ['boundaries', 'children', 'startEvents', 'eventSubProcesses', 'targets']) {
      if (name in changed) changed[name] = (changed[name] as number[]).map(element);
    }
    for (const name of ['incoming', 'outgoing']) changed[name] = (changed[name] as number[]).map(flow);
    if ('defaultFlow' in changed) changed['defaultFlow'] = flow(Number(changed['defaultFlow']));
    moved[element(each.index)] = changed as unknown as ExecutableElement;
  }
  const ways: ExecutableProcess['flows'][number][] = [];
  for (const each of executable.flows) {
    ways[flow(each.index)] = {
      ...each,
      index: flow(each.index),
      source: element(each.source),
      target: element(each.target),
    };
  }
  return { ...executable, elements: moved, flows: ways };
}

function shuffled(length: number, order: Iterator<number>, fixed: number): number[] {
  const indexes = Array.from({ length }, (_, index) => index);
  for (let at = length - 1; at > fixed; at--) {
    const other = fixed + (Number(order.next().value) % (at - fixed + 1));
    [indexes[at], indexes[other]] = [indexes[other] ?? 0, indexes[at] ?? 0];
  }
  return indexes;
}
