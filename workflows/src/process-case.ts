import type { CaseActivities, OpenedCase } from '@krok/activities';
import type { Delivery } from '@krok/contracts/types';
import {
  currentState,
  earliestDue,
  ENGINE_VERSION,
  type FlatState,
  initialState,
  type InstanceState,
} from '@krok/engine';
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  patched,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { CaseRun } from './case/case-run.ts';
import { DueTimer } from './case/due-timer.ts';
import { Inbox } from './case/inbox.ts';
import { JobRunner } from './case/job-runner.ts';
import { linkedOf } from './case/linked-cache.ts';
import { knowDefinition } from './case/load-definitions.ts';
import { commit, proposalOf, takeOver } from './case/settle.ts';
import { caseState, clockChanged, deliver } from './messages.ts';

export interface ProcessCaseInput {
  readonly caseId: string;
  readonly carry?: {
    readonly state: InstanceState | FlatState;
    readonly head: number;
    readonly waiting: readonly Delivery[];
    readonly handled: readonly (readonly [string, number])[];
  };
}

const { openCase, canBeCarried } = proxyLocalActivities<CaseActivities>({
  startToCloseTimeout: '5 s',
  localRetryThreshold: '5 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 3, maximumInterval: '60 s' },
});

/**
 * One case: every input goes through the inbox, every step through the log, and only then outside. A case without carry
 * but with a log (Temporal lost its history) catches up by following the log from its first step.
 */
export async function processCase(input: ProcessCaseInput): Promise<void> {
  const inbox = new Inbox(input.carry?.waiting ?? [], input.carry?.handled ?? []);
  let run: CaseRun | null = null;
  let clock: CaseRun['clock'] | null = null;
  setHandler(deliver, (delivery) => inbox.submit(delivery));
  setHandler(clockChanged, (changed) => {
    clock = changed;
  });
  setHandler(caseState, () => (run ? { head: run.head, state: run.state } : null));
  // The product cancels a case by a command in its log, never by Temporal's cancellation.
  await CancellationScope.nonCancellable(async () => {
    run = runOf(input, await openCase(input.caseId, ENGINE_VERSION), inbox);
    if (run.state.definition !== undefined) await knowDefinition(run, run.state.definition);
    await loop(run, inbox, () => {
      const changed = clock;
      clock = null;
      return changed;
    });
  });
}

function runOf({ caseId, carry }: ProcessCaseInput, opened: OpenedCase, inbox: Inbox): CaseRun {
  const linked = linkedOf(opened.executableHash, opened.executable);
  if (!carry) inbox.post(opened.start);
  return new CaseRun(caseId, opened, linked, carry ? currentState(carry.state) : initialState(), carry?.head ?? 0);
}

async function loop(run: CaseRun, inbox: Inbox, takeClock: () => CaseRun['clock'] | null): Promise<void> {
  const timer = new DueTimer((due) =>
    inbox.post({ id: `time:${due}@${run.head}`, at: due, command: { kind: 'timeDue' } }),
  );
  const jobs = new JobRunner(run, (id, command) => inbox.post({ id, at: run.state.lastNow, command }));
  const firstHead = run.head;
  let newClock = takeClock();
  let look = false;
  // Of every promise of a workflow the worker keeps where it came from: the ordinary step waits for the log, once.
  while (run.state.status === 'new' || run.state.status === 'active' || run.behind) {
    if (newClock && !run.behind) {
      run.clock = newClock;
      timer.disarm();
      inbox.release();
      // Told to look: where an older Temporal was restored, the log may hold what this run has never seen.
      look = patched('look-at-log');
      if (look) newClock = null;
    }
    if (!look && !run.behind) {
      timer.arm(earliestDue(run.state), run.clock);
      if (resting(run, firstHead, inbox, jobs)) {
        const carry = { state: run.state, head: run.head, waiting: inbox.aside, handled: inbox.handled };
        if (mayBeTooHeavy(carry)) {
          if (!(await canBeCarried(run.caseId, carry))) run.heavyAt = run.head;
          // Something may have come while it was weighed.
          newClock = takeClock();
          if (newClock !== null) continue;
        }
        if (resting(run, firstHead, inbox, jobs)) {
          timer.disarm();
          await continueAsNew<typeof processCase>({ caseId: run.caseId, carry });
        }
      }
      if (inbox.size === 0) {
        const wakes = () => inbox.size > 0 || (newClock = takeClock()) !== null || resting(run, firstHead, inbox, jobs);
        await condition(wakes);
      }
    }
    if (inbox.size === 0 && !look && !run.behind) continue;
    look = false;
    const proposed = proposalOf(run, inbox);
    const proposal = proposed instanceof Promise ? await proposed : proposed;
    const more = takeOver(run, inbox, jobs, proposal, await commit(proposal));
    if (more !== null) await more;
  }
  timer.disarm();
  jobs.cancelAll();
  // Whoever came too late is told so before the case closes.
  do {
    for (const entry of inbox.waiting(inbox.size)) inbox.answer(entry, { kind: 'ended' });
    if (!allHandlersFinished()) await condition(allHandlersFinished);
  } while (inbox.size > 0);
}

/**
 * Temporal ends a workflow whose next run's input it refuses, and the case, started anew from its log, would come to the same
 * point again and again. One that is too heavy goes on in its run.
 */
function mayBeTooHeavy(carry: NonNullable<ProcessCaseInput['carry']>): boolean {
  return JSON.stringify(carry).length > SURELY_CARRIED && patched('carry-is-weighed');
}

/** Characters that fit whatever they are: at most three bytes each. */
const SURELY_CARRIED = 600_000;
/** Steps until a case that was too heavy is weighed again. */
const WEIGHED_EVERY = 20;

function wantsNewRun(run: CaseRun, firstHead: number): boolean {
  if (run.heavyAt !== null && run.head < run.heavyAt + WEIGHED_EVERY) return false;
  const every = run.continueAsNewEvery;
  return workflowInfo().continueAsNewSuggested || (every !== null && run.head - firstHead >= every);
}

/** Wakes the loop when a wanted new run has become possible, though no command came. */
function resting(run: CaseRun, firstHead: number, inbox: Inbox, jobs: JobRunner): boolean {
  return wantsNewRun(run, firstHead) && inbox.size === 0 && jobs.idle && allHandlersFinished();
}
