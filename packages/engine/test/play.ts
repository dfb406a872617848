import assert from 'node:assert/strict';
import { byId, type Command, type EngineEvent, type JobResult, type Variables } from '@krok/engine';
import type { Rig } from './rig.ts';

/** A stimulus as a case file writes it: elements by their ids in the diagram, open work by its element. */
export interface Stimulus {
  readonly start?: Variables;
  /** By a call activity of another instance. */
  readonly called?: true;
  readonly startEvent?: string;
  readonly completeJob?: string;
  /** What a task listener says, or a worker that drives an ad-hoc sub-process. */
  readonly result?: JobResult;
  readonly completeUserTask?: string;
  /** Which of several open ones, oldest first; default 0. */
  readonly nth?: number;
  readonly failJob?: string;
  readonly retries?: number;
  readonly backOff?: number;
  readonly throwJobError?: string;
  readonly code?: string;
  readonly message?: string;
  readonly signal?: string;
  readonly setVariables?: Variables;
  /** Element at whose instance they are set; default the process. */
  readonly at?: string;
  readonly resolveIncident?: string;
  readonly calledCompleted?: string;
  readonly calledFailed?: string;
  readonly calledEscalated?: string;
  readonly cancel?: string;
  /** ISO 8601 duration of days, hours, minutes and seconds. */
  readonly advance?: string;
  readonly variables?: Variables;
}

export function play(rig: Rig, stimulus: Stimulus): readonly EngineEvent[] {
  if (stimulus.advance !== undefined) rig.now += milliseconds(stimulus.advance);
  return rig.send(commandOf(rig, stimulus));
}

function commandOf(rig: Rig, stimulus: Stimulus): Command {
  const { state } = rig;
  const { variables = {}, nth = 0, message = 'failed', code = '' } = stimulus;
  const open = (records: Readonly<Record<string, { readonly instance: string }>>, id: string): string => {
    const element = rig.index(id);
    const found = Object.keys(records).filter((key) => {
      const record = records[key];
      const at =
        record !== undefined && 'element' in record ? record.element : state.instances[record?.instance ?? '']?.element;
      return at === element;
    });
    return found[nth] ?? assert.fail(`nothing is open at ${id}`);
  };
  if (stimulus.start !== undefined) {
    const start = {
      kind: 'start',
      variables: stimulus.start,
      ...(stimulus.called && { called: true as const }),
    } as const;
    return stimulus.startEvent === undefined ? start : { ...start, startEvent: rig.index(stimulus.startEvent) };
  }
  if (stimulus.advance !== undefined) return { kind: 'timeDue' };
  if (stimulus.setVariables !== undefined) {
    const { at, setVariables } = stimulus;
    const scope = Object.keys(state.instances).filter((id) => at && state.instances[id]?.element === rig.index(at))[
      nth
    ];
    return { kind: 'setVariables', variables: setVariables, ...(scope !== undefined && { scope }) };
  }
  if (stimulus.signal !== undefined) return { kind: 'broadcastSignal', name: stimulus.signal, variables };
  if (stimulus.cancel !== undefined) return { kind: 'cancel', reason: stimulus.cancel };
  if (stimulus.completeJob !== undefined) {
    const job = open(byId(state.jobs), stimulus.completeJob);
    const { result } = stimulus;
    return { kind: 'completeJob', job, variables, ...(result && { result }) };
  }
  if (stimulus.failJob !== undefined) {
    const { retries = 0, backOff = 0 } = stimulus;
    return { kind: 'failJob', job: open(byId(state.jobs), stimulus.failJob), retries, backOff, message };
  }
  if (stimulus.throwJobError !== undefined) {
    return { kind: 'throwJobError', job: open(byId(state.jobs), stimulus.throwJobError), code, message, variables };
  }
  if (stimulus.completeUserTask !== undefined) {
    return { kind: 'completeUserTask', userTask: open(byId(state.userTasks), stimulus.completeUserTask), variables };
  }
  if (stimulus.calledCompleted !== undefined) {
    return { kind: 'calledCompleted', call: open(state.calls, stimulus.calledCompleted), variables };
  }
  if (stimulus.calledFailed !== undefined) {
    const failed = { kind: 'calledFailed', call: open(state.calls, stimulus.calledFailed), message } as const;
    return stimulus.code === undefined ? failed : { ...failed, code, variables };
  }
  if (stimulus.calledEscalated !== undefined) {
    return { kind: 'calledEscalated', call: open(state.calls, stimulus.calledEscalated), code, variables };
  }
  if (stimulus.resolveIncident !== undefined) {
    return { kind: 'resolveIncident', incident: open(state.incidents, stimulus.resolveIncident) };
  }
  const subscription = open(state.subscriptions, stimulus.message ?? assert.fail('the stimulus says nothing'));
  return { kind: 'correlateMessage', subscription, messageId: `message ${subscription}`, variables };
}

function milliseconds(duration: string): number {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration);
  const part = (index: number) => Number(match?.[index] ?? 0);
  return part(1) * 86_400_000 + part(2) * 3_600_000 + part(3) * 60_000 + part(4) * 1000;
}
