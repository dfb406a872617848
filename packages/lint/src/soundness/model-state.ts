import { type ElementInstance, type InstanceState, recordOf } from '@krok/engine';
import type { Participant } from './participant.ts';

/** All instances that live, and what is under way between them. */
export interface ModelState {
  readonly instances: readonly LiveProcess[];
  /** Participants that the outside can still start. */
  readonly fresh: readonly number[];
  /** Messages under way, by message flow. */
  readonly bag: readonly number[];
  /** End events that were reached twice in one scope, `participant/element`, sorted. */
  readonly improper: readonly string[];
  /** Flows of the token that moved last: says nothing of what can happen, only whose turn it is. */
  readonly recent: readonly number[];
  readonly key: string;
}

export interface LiveProcess {
  readonly participant: number;
  readonly state: InstanceState;
  readonly key: string;
}

export function modelState(parts: Omit<ModelState, 'key'>): ModelState {
  const instances = parts.instances.length > 1 ? parts.instances.map(({ key }) => key).sort() : parts.instances;
  const text = instances.map((each) => (typeof each === 'string' ? each : each.key)).join('\n');
  return { ...parts, key: `${text}|${parts.fresh.join()}|${parts.bag.join()}|${parts.improper.join()}` };
}

export function liveProcess(
  participants: readonly Participant[],
  participant: number,
  state: InstanceState,
): LiveProcess {
  return { participant, state, key: `${participant}:${keyOf(state, participants[participant])}` };
}

/**
 * Equal for two states that differ in nothing but ids, data and the order of what is alike: what they can do is the same.
 */
function keyOf(state: InstanceState, participant: Participant | undefined): string {
  const children = new Map<string, string[]>();
  const ids = Object.keys(state.instances);
  let text = '';
  // A child is always younger than its scope: from the last to the first, all children are known.
  for (let at = ids.length - 1; at >= 0; at--) {
    const id = ids[at] as string;
    const record = state.instances[id] as ElementInstance;
    text = textOf(state, record, children.get(id), participant);
    const siblings = children.get(record.scope);
    if (siblings === undefined) children.set(record.scope, [text]);
    else siblings.push(text);
  }
  return text;
}

function textOf(
  state: InstanceState,
  record: ElementInstance,
  inside: string[] | undefined,
  participant: Participant | undefined,
): string {
  let text = `${record.element}${record.status === 'active' ? '' : record.status}`;
  if (record.interrupted) text += '!';
  if (record.incident !== undefined) text += `?${state.incidents[record.incident]?.cause ?? ''}`;
  if (record.waiting !== undefined) {
    for (const flow in record.waiting) text += `,${flow}=${record.waiting[flow] ?? 0}`;
  }
  if (record.note !== undefined) text += noteText(record.note);
  if (record.loopCounter !== undefined && isCounted(participant, record)) text += `#${record.loopCounter}`;
  if (record.owned !== undefined)
    text += `<${record.owned
      .map((id) => ownedText(state, id))
      .sort()
      .join()}>`;
  if (record.compensable !== undefined && participant?.compensates === true)
    text += `~${record.compensable
      .slice(-4)
      .map(({ element, compensable }) => `${element}${compensable?.length ?? ''}`)
      .join()}`;
  if (inside !== undefined) text += `(${inside.sort().join(' ')})`;
  return text;
}

function noteText(note: NonNullable<ElementInstance['note']>): string {
  const keys = Object.keys(note).sort();
  return `{${keys.map((key) => `${key}:${JSON.stringify(note[key])}`).join()}}`;
}

/** Runs of a standard loop come one after the other; those of a multi-instance activity are alike. */
function isCounted(participant: Participant | undefined, record: ElementInstance): boolean {
  return participant?.abstract.process.elements[record.element]?.loop?.kind === 'standardLoop';
}

function ownedText(state: InstanceState, id: string): string {
  const timer = state.timers[id];
  if (timer !== undefined) return `t${timer.element}.${timer.trigger ?? ''}.${timer.repeat}`;
  const subscription = state.subscriptions[id];
  if (subscription !== undefined)
    return `s${subscription.element}.${subscription.trigger ?? ''}.${subscription.correlationKey ?? ''}`;
  const job = recordOf(state.jobs, id);
  if (job !== undefined) return `j${job.retries}`;
  return recordOf(state.userTasks, id) === undefined ? 'c' : 'u';
}
