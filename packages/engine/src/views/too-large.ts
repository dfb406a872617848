import type { Command, EngineEvent, InstanceState } from '../types/index.ts';

/**
 * Why a step makes more of a case than can be kept and carried, or null. All in characters of JSON text. A case that holds
 * too much already takes every step that does not make it worse, so that smaller values mend it. Null: a run that began before
 * there were bounds.
 */
export function tooLarge(
  before: InstanceState,
  after: InstanceState,
  { command, events }: { readonly command: Command; readonly events: readonly EngineEvent[] },
  mostVariables: number | null,
): string | null {
  if (mostVariables === null) return null;
  if (lengthUpTo([command, ...events], MOST_STEP) > MOST_STEP) {
    return `Expected a step of at most ${inKb(MOST_STEP)} but it takes more`;
  }
  const whole = textLength(after);
  // The variables are a part of it.
  if (whole <= mostVariables || whole <= textLength(before)) return null;
  if (whole > MOST_STATE) return `Expected a case of at most ${inKb(MOST_STATE)} but it would take ${inKb(whole)}`;
  const variables = variablesOf(after);
  if (variables <= mostVariables || variables <= variablesOf(before)) return null;
  return `Expected the variables of the case to take at most ${inKb(mostVariables)} together but they would take ${inKb(variables)}`;
}

/**
 * Whoever gives such a command hears that it was refused and gives another; anything else that happened to a case (its task
 * was done, a message or a time has come) stays and is taken once the case holds less.
 */
export function isToldAtOnce({ kind }: Command): boolean {
  return TOLD_AT_ONCE.has(kind);
}

const TOLD_AT_ONCE: ReadonlySet<Command['kind']> = new Set([
  'setVariables',
  'modify',
  'skip',
  'changeTimer',
  'suspend',
  'resume',
  'resolveIncident',
  'migrate',
  // The job stays open, with an incident.
  'completeJob',
  'throwJobError',
]);

/** What was put into the case: the variables of all scopes, and what loops, listeners and compensation keep of them. */
function variablesOf({ instances }: InstanceState): number {
  let size = 0;
  for (const { variables, note, results, compensable, loopCounter } of Object.values(instances)) {
    if (variables !== undefined) size += textLength(variables);
    if (note !== undefined) size += textLength(note);
    if (results !== undefined) size += textLength(results);
    if (compensable !== undefined) size += textLength(compensable);
    // Every run of a loop has its number; nobody put that in.
    if (loopCounter !== undefined) size -= `"loopCounter":${loopCounter},`.length;
  }
  return size;
}

function lengthUpTo(parts: readonly unknown[], most: number): number {
  let length = 0;
  for (const part of parts) {
    length += textLength(part);
    if (length > most) break;
  }
  return length;
}

function textLength(value: unknown): number {
  return JSON.stringify(value).length;
}

function inKb(length: number): string {
  return `${Math.ceil(length / 1024)} KB`;
}

/** Memory of a worker, which holds what thousands of cases hold. What the log stores of a step is bounded by the store. */
const MOST_STATE = 4 * 1024 * 1024;
const MOST_STEP = 32 * 1024 * 1024;
