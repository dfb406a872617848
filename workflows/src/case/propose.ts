import {
  type Command,
  earliestDue,
  type Effect,
  type InstanceState,
  isToldAtOnce,
  type Rejection,
  step,
  tooLarge,
} from '@krok/engine';
import type { CommitRequest, StepRecord } from '@krok/store';
import type { CaseRun } from './case-run.ts';
import type { Entry } from './inbox.ts';

/** Own results that count only once the log has taken them. */
export interface Proposal {
  readonly request: CommitRequest;
  readonly outcomes: readonly {
    readonly record: StepRecord;
    readonly state: InstanceState;
    readonly effects: readonly Effect[];
  }[];
  /** Commands that found nothing to do: answered, not logged. */
  readonly idle: readonly Entry[];
  readonly refusals: readonly { readonly entry: Entry; readonly rejection: Refusal }[];
}

/** The engine's rejection, or `movedOn`: the case is no longer where the person saw it. */
type Refusal = Rejection | { readonly code: 'movedOn'; readonly message: string };

/** Runs the waiting commands one after the other on a copy of the state; the case itself does not change. */
export function propose(run: CaseRun, entries: readonly Entry[]): Proposal {
  const outcomes: Proposal['outcomes'][number][] = [];
  const refusals: Proposal['refusals'][number][] = [];
  const idle: Entry[] = [];
  const seen = new Set<string>();
  let refused: CommitRequest['tooLarge'];
  let stored = 0;
  let state = run.state;
  for (const entry of entries) {
    if (seen.has(entry.delivery.id)) continue;
    seen.add(entry.delivery.id);
    // The outbox wrote this JSON from a typed Command, and the codec authenticates it.
    const command = entry.delivery.command as Command;
    const at = run.head + outcomes.length;
    const { seen: shown } = entry.delivery;
    if (shown !== undefined && shown !== at) {
      refusals.push({ entry, rejection: movedOn(shown, at) });
      continue;
    }
    const env = run.envFor(entry.delivery, command.kind === 'timeDue', state.lastNow);
    const result = step(run.linkedIn(state), state, command, env);
    if (result.kind === 'rejected') {
      refusals.push({ entry, rejection: result.rejection });
      // Nobody waits for the answer to a start: people are told by a standstill.
      if (command.kind === 'start' && state.status === 'new') {
        refused ??= { commandId: entry.delivery.id, reason: result.rejection.message, isTold: false };
      }
    } else if (command.kind === 'timeDue' && result.events.every((event) => event.kind === 'timePassed')) {
      idle.push(entry);
    } else {
      const record: StepRecord = {
        seq: at + 1,
        commandId: entry.delivery.id,
        command,
        env: run.envRef(env),
        events: result.events,
      };
      outcomes.push({ record, state: result.state, effects: result.effects });
      if (refused === undefined) {
        const reason = tooLarge(state, result.state, record, run.mostVariables);
        if (reason === null) stored += 1;
        else refused = { commandId: record.commandId, reason, isTold: isToldAtOnce(command) };
      }
      state = result.state;
    }
  }
  const request = {
    caseId: run.caseId,
    after: run.head,
    // The log decides what of it counts: a step that an earlier release took is taken again, however large.
    steps: outcomes.slice(0, stored).map((outcome) => outcome.record),
    nextDue: earliestDue(state),
    ...(refused && { tooLarge: refused }),
  };
  return { request, outcomes, idle, refusals };
}

function movedOn(seen: number, at: number): Refusal {
  return { code: 'movedOn', message: `Expected the case at step ${seen} as it was shown but it is at step ${at}` };
}
