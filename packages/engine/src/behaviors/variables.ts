import type { LiveInstance } from '../draft/live-instance.ts';
import type { Run } from '../run.ts';
import type { Json, Variables } from '../types/index.ts';

export function setLocal(run: Run, at: LiveInstance, variables: Variables): void {
  if (isEmpty(variables)) return;
  run.emit({ kind: 'variablesSet', scope: at.id, variables });
}

/** Each variable goes to the nearest scope, from `from` outwards, that has it, else to the root, or to the path that a worker chose. */
export function propagate(run: Run, from: LiveInstance, variables: Variables): void {
  if (isEmpty(variables)) return;
  const targets = new Map<LiveInstance, Record<string, Json>>();
  for (const name of Object.keys(variables)) {
    const scope = holderOf(from, name);
    let group = targets.get(scope);
    if (group === undefined) {
      group = {};
      targets.set(scope, group);
    }
    group[name] = variables[name] as Json;
  }
  for (const [scope, group] of targets) run.emit({ kind: 'variablesSet', scope: scope.id, variables: group });
}

/** What a job, a message or a called process gave: local where output mappings choose from it, else propagated. */
export function acceptResult(run: Run, at: LiveInstance, variables: Variables): void {
  if (at.element.definition.outputs !== undefined) setLocal(run, at, variables);
  else propagate(run, at, variables);
}

/** What a performer gets: the local inputs where there are input mappings, else everything visible. */
export function inputsOf(at: LiveInstance): Variables {
  return at.element.definition.inputs !== undefined ? at.sharedVariables() : visible(at);
}

export function visible(at: LiveInstance): Variables {
  let holders = 0;
  let last: LiveInstance | null = null;
  for (let scope: LiveInstance | null = at; scope !== null; scope = scope.scope) {
    if (scope.variables === null) continue;
    holders++;
    last = scope;
  }
  if (last === null) return {};
  if (holders === 1) return last.sharedVariables();
  const all: Record<string, Json> = {};
  for (let scope: LiveInstance | null = at; scope !== null; scope = scope.scope) {
    if (scope.variables === null) continue;
    for (const name of Object.keys(scope.variables)) {
      if (!Object.hasOwn(all, name)) all[name] = scope.variables[name] as Json;
    }
  }
  return all;
}

function holderOf(from: LiveInstance, name: string): LiveInstance {
  let scope = from;
  let path: LiveInstance | null = null;
  for (;;) {
    if (scope.variables !== null && Object.hasOwn(scope.variables, name)) return scope;
    // What nobody holds stays within its path (Camunda 8).
    if (path === null && scope.isPath) path = scope;
    if (scope.scope === null) return path ?? scope;
    scope = scope.scope;
  }
}

function isEmpty(variables: Variables): boolean {
  for (const _ in variables) return false;
  return true;
}
