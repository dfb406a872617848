import { raise } from '../behaviors/incidents.ts';
import { createJob } from '../behaviors/jobs.ts';
import { closeOne } from '../behaviors/closing.ts';
import { keepSeed } from '../behaviors/randomness.ts';
import { triggersOf } from '../behaviors/structure.ts';
import { planTimer } from '../behaviors/timers.ts';
import { trigger } from '../behaviors/triggering.ts';
import { openWaits, planWait, type Wait } from '../behaviors/waits.ts';
import { Draft } from '../draft/draft.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { Linked } from '../link.ts';
import { fireAll, followAll } from '../moves.ts';
import { Problem } from '../problem.ts';
import { Run } from '../run.ts';
import type {
  Effect,
  EngineEvent,
  InstanceState,
  MigrationFinding,
  MigrationMapping,
  StepEnv,
} from '../types/index.ts';
import { effectsOf } from '../views/effects-of.ts';
import { misfits } from './fits.ts';
import { indexesOf } from './indexes-of.ts';
import { keptWork } from './kept-work.ts';
import { reindexed } from './reindexed.ts';
import { type Opening, rewiring } from './rewire.ts';

export interface MigrationOrder {
  /** SHA-256 of the executable that `to` was linked from. */
  readonly definition: string;
  readonly deployment: string;
  readonly mapping: MigrationMapping;
  readonly reason: string;
}

/** `notices`: what its owner should know, though it fits. */
export type Migration =
  | {
      readonly kind: 'migrated';
      readonly state: InstanceState;
      readonly events: readonly EngineEvent[];
      readonly effects: readonly Effect[];
      readonly notices: readonly MigrationFinding[];
    }
  | { readonly kind: 'refused'; readonly findings: readonly MigrationFinding[] };

/**
 * An instance goes over from one version of its process to another, as a whole or not at all. Pure: the preview is the same
 * call. Variables, work that has been handed out and what waits by an equal definition stay; see `rewiring` for the rest.
 */
export function migrate(
  from: Linked,
  to: Linked,
  state: InstanceState,
  { definition, deployment, mapping, reason }: MigrationOrder,
  env: StepEnv,
): Migration {
  const run = new Run(from, new Draft(from, state), env);
  const living = run.draft.instances();
  const indexes = indexesOf(from, to, mapping);
  const findings = misfits(from, to, living, indexes);
  if (findings.length > 0) return { kind: 'refused', findings };

  const work = keptWork(run, to, living, indexes);
  const { closing, opening } = rewiring(run, to, living, indexes);
  for (const { owner, id } of closing) closeOne(run, owner, id);
  for (const { owner, job } of work.again) {
    run.emit({ kind: 'incidentResolved', incident: owner.incident });
    closeOne(run, owner, job);
  }
  run.emit({ kind: 'instanceMigrated', definition, deployment, reason, ...indexes });

  const migrated = { definition, ...indexes };
  const after = new Run(to, new Draft(to, reindexed(run.draft.finish(), migrated)), env);
  keepSeed(after);
  const problem = open(after, opening);
  if (problem !== null) return { kind: 'refused', findings: [problem] };
  for (const { owner } of work.again) makeAgain(after, after.draft.instance(owner.id));
  if (after.draft.moves) {
    followAll(after);
    fireAll(after);
  }
  const events = [...run.events, ...after.events];
  return { kind: 'migrated', state: after.draft.finish(), events, effects: effectsOf(events), notices: work.notices };
}

/** Everything is planned before the first is opened, so that a refusal says what could not be evaluated. */
function open(run: Run, opening: readonly Opening[]): MigrationFinding | null {
  const planned: { readonly owner: LiveInstance; readonly waits: readonly Wait[] }[] = [];
  for (const one of opening) {
    const owner = run.draft.instance(one.instance);
    const event = run.linked.element(one.element);
    const definition = triggersOf(event)[Math.max(one.trigger, 0)];
    if (definition === undefined) continue;
    const waits: Wait[] = [];
    const problem = planWait(run, owner, event, definition, one.trigger, waits) ?? since(run, owner, one, waits);
    if (problem !== null) {
      const { message } = problem;
      return { code: 'notEvaluable', severity: 'error', element: owner.element.id, target: event.id, message };
    }
    planned.push({ owner, waits });
  }
  for (const { owner, waits } of planned) {
    const first = run.draft.nextId;
    openWaits(run, owner, waits);
    // Who stands at a condition that holds already does not wait for it to become true.
    const opened = run.draft.subscriptions.get(String(first));
    if (opened?.met === true && isCaught(run, opened.element) && !owner.gone) trigger(run, opened, {});
  }
  return null;
}

/** A timer that replaces another counts from when that one was set: of "7 days" made "5" two have not to be waited again. */
function since(run: Run, owner: LiveInstance, { since: setAt, element, trigger: index }: Opening, waits: Wait[]) {
  if (setAt === undefined) return null;
  const definition = triggersOf(run.linked.element(element))[Math.max(index, 0)];
  if (definition?.kind !== 'timer') return null;
  const timer = planTimer(run, owner, definition.timer, setAt);
  if (timer instanceof Problem) return timer;
  waits.splice(0, waits.length, { kind: 'timer', element: run.linked.element(element), trigger: index, timer });
  return null;
}

function isCaught(run: Run, event: number): boolean {
  return run.linked.element(event).definition.type === 'intermediateCatchEvent';
}

function makeAgain(run: Run, owner: LiveInstance): void {
  const { definition } = owner.element;
  if (!('job' in definition) || definition.job === undefined) return;
  const problem = createJob(run, owner, definition.job);
  if (problem !== null) raise(run, owner, problem);
}
