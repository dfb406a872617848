import type { InstanceState, Json, Variables } from '../types/index.ts';

/** What an expression at the element instance sees: its own variables and those of its scopes, the inner ones first. */
export function variablesAt(state: InstanceState, instanceId: string): Variables {
  const seen: Record<string, Json> = {};
  for (let id = instanceId; id !== '' && Object.hasOwn(state.instances, id); ) {
    const instance = state.instances[id];
    for (const [name, value] of Object.entries(instance?.variables ?? {})) {
      if (!Object.hasOwn(seen, name)) seen[name] = value;
    }
    id = instance?.scope ?? '';
  }
  return seen;
}
