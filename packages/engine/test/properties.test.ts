import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  byId,
  type Command,
  earliestDue,
  fire,
  initialState,
  type InstanceState,
  link,
  moves,
  step,
} from '@krok/engine';
import { block, processOf } from './random-model.ts';
import { env, Rig, stored } from './rig.ts';

/** The seed of a failure is in its message; `SEED=...` repeats it. */
const parameters = { numRuns: 150, ...(process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}) };

const choice = fc.record({ what: fc.nat(9), which: fc.nat(20), value: fc.integer({ min: 0, max: 6 }) });
type Choice = { readonly what: number; readonly which: number; readonly value: number };

test('whatever is done to a random model, the state is the fold of its events and nothing is left to move', () => {
  fc.assert(
    fc.property(block, fc.array(choice, { maxLength: 25 }), (root, choices) => {
      const rig = new Rig(processOf(root));
      rig.send({ kind: 'start', variables: { n: 1 } });
      for (const each of choices) {
        if (rig.state.status !== 'active') break;
        if (each.what === 5) rig.now = Math.max(rig.now, earliestDue(rig.state) ?? 0);
        rig.send(commandOf(rig.state, each));
      }
    }),
    parameters,
  );
});

test('a block-structured model whose work is all done comes to its end', () => {
  fc.assert(
    fc.property(block, (root) => {
      const rig = new Rig(processOf(root));
      rig.send({ kind: 'start', variables: { n: 1 } });
      for (let i = 0; i < 5000 && rig.state.status === 'active'; i++) {
        const job = Object.keys(byId(rig.state.jobs))[0];
        const userTask = Object.keys(byId(rig.state.userTasks))[0];
        if (job !== undefined) rig.send({ kind: 'completeJob', job, variables: {} });
        else if (userTask !== undefined) rig.send({ kind: 'completeUserTask', userTask, variables: {} });
        else {
          rig.now = earliestDue(rig.state) ?? assert.fail('it waits for nothing');
          rig.send({ kind: 'timeDue' });
        }
      }
      assert.equal(rig.state.status, 'completed');
      assert.deepEqual(Object.keys(rig.state.instances), [rig.state.root]);
      for (const open of ['jobs', 'userTasks', 'timers', 'subscriptions', 'incidents'] as const) {
        assert.deepEqual(rig.state[open], {});
      }
    }),
    parameters,
  );
});

test('moves made in any order come to rest with the same work open as in the order of step', () => {
  fc.assert(
    fc.property(block, fc.infiniteStream(fc.nat(1000)), (root, order) => {
      const linked = link(processOf(root, true));
      const command: Command = { kind: 'start', variables: { n: 1 } };
      const whole = step(linked, initialState(), command, env);
      assert.ok(whole.kind === 'stepped');
      const first = step(linked, initialState(), command, { ...env, fuel: 0 });
      assert.ok(first.kind === 'stepped');
      const { halted: _, ...rest } = first.state;
      let state: InstanceState = stored({ ...rest, incidents: {} });
      for (let i = 0; i < 5000; i++) {
        const possible = moves(linked, state);
        if (possible.length === 0) break;
        const pick = Number(order.next().value) % possible.length;
        const fired = fire(linked, state, possible[pick] ?? assert.fail(), env);
        assert.ok(fired.kind === 'stepped');
        state = stored(fired.state);
      }
      assert.equal(state.status, whole.state.status);
      assert.deepEqual(openWork(state), openWork(whole.state));
    }),
    { ...parameters, numRuns: 80 },
  );
});

/** Any command, meant for something open or for nothing at all. */
function commandOf(state: InstanceState, { what, which, value }: Choice): Command {
  const pick = (records: object): string => Object.keys(records)[which % (Object.keys(records).length || 1)] ?? '';
  const variables = { n: value };
  const job = pick(byId(state.jobs));
  if (what <= 2 && job !== '') return { kind: 'completeJob', job, variables };
  if (what === 3 && job !== '')
    return { kind: 'failJob', job, retries: which % 2, backOff: value * 1000, message: 'x' };
  if (what === 4 && job !== '') return { kind: 'throwJobError', job, code: 'E', message: 'x', variables };
  const incident = pick(state.incidents);
  if (what === 6 && incident !== '') return { kind: 'resolveIncident', incident };
  if (what === 7) return { kind: 'broadcastSignal', name: 'stop', variables };
  if (what === 8) return { kind: 'setVariables', scope: pick(state.instances), variables };
  const userTask = pick(byId(state.userTasks));
  if (userTask !== '') return { kind: 'completeUserTask', userTask, variables };
  return which === 20 && value === 6 ? { kind: 'cancel', reason: 'random' } : { kind: 'timeDue' };
}

/** What is open, by element: ids depend on the order of the moves. */
function openWork(state: InstanceState): readonly string[] {
  const open: string[] = [];
  const { timers, subscriptions } = state;
  const all = { jobs: byId(state.jobs), userTasks: byId(state.userTasks), timers, subscriptions };
  for (const [kind, records] of Object.entries(all)) {
    for (const { instance } of Object.values(records)) open.push(`${kind} ${state.instances[instance]?.element}`);
  }
  return open.sort();
}
