import type { LinkedElement } from '../link.ts';
import type { ElementInstance, Json } from '../types/index.ts';
import { LiveInstance } from './live-instance.ts';

type Stored = { -readonly [K in keyof ElementInstance]: ElementInstance[K] };

/** Makes a stored record live. Its collections stay those of the record until they are written. */
export function revive(
  id: string,
  record: ElementInstance,
  element: LinkedElement,
  scope: LiveInstance | null,
): LiveInstance {
  const live = new LiveInstance(id, element, scope, record.loopCounter ?? -1);
  live.status = record.status;
  live.children = record.children ?? 0;
  live.incident = record.incident ?? '';
  live.mapped = record.mapped === true;
  live.interrupted = record.interrupted === true;
  live.listenersDone = record.listenersDone ?? 0;
  live.listenerJob = record.listenerJob ?? '';
  if (record.variables !== undefined) live.variables = record.variables as Record<string, Json>;
  if (record.results !== undefined) live.results = record.results;
  if (record.note !== undefined) live.note = record.note;
  if (record.compensable !== undefined) live.compensable = record.compensable;
  if (record.owned !== undefined) live.owned = record.owned.slice();
  if (record.waiting !== undefined) {
    for (const flow in record.waiting) live.addToken(Number(flow), record.waiting[flow] ?? 0);
  }
  return live;
}

/** The plain record of a live instance, with no member that says nothing. */
export function store(live: LiveInstance): ElementInstance {
  const record: Stored = { element: live.element.index, scope: live.scope?.id ?? '', status: live.status };
  if (live.variables !== null) record.variables = live.sharedVariables();
  if (live.waiting !== null && live.hasTokens()) {
    const waiting: Record<string, number> = {};
    for (const [at, flow] of live.waiting.flows.entries()) waiting[flow] = live.waiting.counts[at] ?? 0;
    record.waiting = waiting;
  }
  if (live.loopCounter >= 0) record.loopCounter = live.loopCounter;
  if (live.note !== null) record.note = live.note;
  if (live.children > 0) record.children = live.children;
  if (live.owned !== null && live.owned.length > 0) record.owned = live.owned;
  if (live.incident !== '') record.incident = live.incident;
  if (live.mapped) record.mapped = true;
  if (live.interrupted) record.interrupted = true;
  if (live.listenersDone > 0) record.listenersDone = live.listenersDone;
  if (live.listenerJob !== '') record.listenerJob = live.listenerJob;
  if (live.results !== null) record.results = live.results;
  if (live.compensable !== null && live.compensable.length > 0) record.compensable = live.compensable;
  return record;
}
