import { byId, type InstanceState } from '@krok/engine';
import { type GameState, textOf, type Visit } from './state.ts';

/** What is open, as both see it: tokens, variables, work, waits and standstills. */
export function openInEngine(state: InstanceState): unknown {
  const ended = state.status === 'completed' || state.status === 'terminated';
  const workOf = (records: Readonly<Record<string, { readonly instance: string }>>) =>
    Object.values(records).map(({ instance }) => instance);
  return {
    status: state.status,
    suspended: state.suspended === true,
    tokens: ended
      ? []
      : Object.entries(state.instances)
          .map(([id, { element, scope, status, waiting = {}, variables }]) =>
            JSON.stringify([id, element, scope, status === 'terminating', counted(waiting), textOf(variables ?? {})]),
          )
          .sort(),
    jobs: workOf(byId(state.jobs)).sort(),
    userTasks: workOf(byId(state.userTasks)).sort(),
    calls: workOf(state.calls).sort(),
    timers: Object.entries(state.timers)
      .map(([id, { instance, element, due, repeat }]) => JSON.stringify([id, instance, element, due, repeat]))
      .sort(),
    subscriptions: Object.entries(state.subscriptions)
      .map(([id, { kind, instance, element }]) => JSON.stringify([id, kind, instance, element]))
      .sort(),
    incidents: Object.values(state.incidents)
      .map(({ instance, cause }) => JSON.stringify([instance, cause]))
      .sort(),
  };
}

export function openInGame(state: GameState): unknown {
  const visits = Object.values(state.visits);
  const workOf = (...kinds: Visit['work'][]) => visits.filter(({ work }) => kinds.includes(work)).map(({ id }) => id);
  const waits = visits.flatMap(({ id, waits: all }) => all.map((wait) => ({ ...wait, instance: id })));
  return {
    status: state.status,
    suspended: state.suspended,
    tokens: visits
      .map(({ id, element, scope, phase, tokens, variables }) =>
        JSON.stringify([id, element, scope, phase === 'ending', counted(tokens), textOf(variables)]),
      )
      .sort(),
    jobs: [...workOf('job', 'listener'), ...visits.filter(({ telling }) => telling).map(({ id }) => id)].sort(),
    userTasks: workOf('user').sort(),
    calls: workOf('call').sort(),
    timers: waits
      .filter(({ kind }) => kind === 'timer')
      .map(({ id, instance, event, due, repeat }) => JSON.stringify([id, instance, event, due, repeat]))
      .sort(),
    subscriptions: waits
      .filter(({ kind }) => kind !== 'timer')
      .map(({ id, kind, instance, event }) => JSON.stringify([id, kind, instance, event]))
      .sort(),
    incidents: visits.flatMap(({ id, stopped }) => (stopped === null ? [] : [JSON.stringify([id, stopped])])).sort(),
  };
}

const counted = (tokens: Readonly<Record<string, number>>): unknown =>
  Object.entries(tokens)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => Number(a) - Number(b));
