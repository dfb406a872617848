import type { CompensationEntry, ElementInstance, EngineEvent, InstanceState, Json } from '../types/index.ts';

type Migrated = Pick<Extract<EngineEvent, { readonly kind: 'instanceMigrated' }>, 'definition' | 'elements' | 'flows'>;

/** The state in the indexes of the new definition: what a migration itself changes. */
export function reindexed(state: InstanceState, migrated: Migrated): InstanceState {
  const { definition, elements } = migrated;
  const element = <T extends { readonly element: number }>(record: T): T => ({
    ...record,
    element: elements[record.element] ?? -1,
  });
  return {
    ...state,
    definition,
    instances: mapped(state.instances, (instance) => reindexedInstance(instance, migrated)),
    subscriptions: mapped(state.subscriptions, element),
    timers: mapped(state.timers, element),
    incidents: mapped(state.incidents, element),
  };
}

function reindexedInstance(instance: ElementInstance, { elements, flows }: Migrated): ElementInstance {
  const result: { -readonly [K in keyof ElementInstance]: ElementInstance[K] } = {
    ...instance,
    element: elements[instance.element] ?? -1,
  };
  if (instance.waiting !== undefined) {
    const waiting: Record<string, number> = {};
    for (const flow in instance.waiting) {
      const to = String(flows[Number(flow)] ?? -1);
      waiting[to] = (waiting[to] ?? 0) + (instance.waiting[flow] ?? 0);
    }
    result.waiting = waiting;
  }
  if (instance.note !== undefined) result.note = reindexedNote(instance.note, elements, flows);
  if (instance.compensable !== undefined) result.compensable = reindexedEntries(instance.compensable, elements);
  return result;
}

/** What elements note about elements and flows, by index; what has no counterpart is forgotten. */
function reindexedNote(
  note: Readonly<Record<string, Json>>,
  elements: readonly number[],
  flows: readonly number[],
): Readonly<Record<string, Json>> {
  const result: Record<string, Json> = {};
  for (const [name, value] of Object.entries(note)) {
    const [kind, index] = name.split(':');
    if (kind === 'seen' || kind === 'given') {
      const to = elements[Number(index)] ?? -1;
      if (to >= 0) result[`${kind}:${to}`] = kind === 'given' ? indexes(value, flows) : value;
    } else if (name === 'rest') result[name] = indexes(value, elements);
    else if (name === 'startEvent') {
      const to = elements[Number(value)] ?? -1;
      if (to >= 0) result[name] = to;
    } else if (name === 'following' && value !== null && typeof value === 'object' && 'event' in value) {
      result[name] = { ...value, event: elements[Number(value.event)] ?? -1 };
    } else if (name === 'activity' && Number(value) >= 0) result[name] = elements[Number(value)] ?? -1;
    else result[name] = value;
  }
  return result;
}

function indexes(value: Json, by: readonly number[]): Json {
  if (!Array.isArray(value)) return value;
  return value.map((index) => by[Number(index)] ?? -1).filter((index) => index >= 0);
}

/** With what can be compensated inside; a worklist, for diagrams may nest deeply. */
function reindexedEntries(
  entries: readonly CompensationEntry[],
  elements: readonly number[],
): readonly CompensationEntry[] {
  type Open = { -readonly [K in keyof CompensationEntry]: CompensationEntry[K] };
  const copy = (entry: CompensationEntry): Open => ({ ...entry, element: elements[entry.element] ?? -1 });
  const result = entries.map(copy);
  const open = [...result];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    if (entry.compensable === undefined) continue;
    const inside = entry.compensable.map(copy);
    entry.compensable = inside;
    open.push(...inside);
  }
  return result;
}

function mapped<T>(records: Readonly<Record<string, T>>, change: (record: T) => T): Readonly<Record<string, T>> {
  const result: Record<string, T> = {};
  for (const id in records) result[id] = change(records[id] as T);
  return result;
}
