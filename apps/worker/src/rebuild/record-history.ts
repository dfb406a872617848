import type { StepRecord, Store } from '@krok/store';
import type { RecordedSteps, RecordingSinks } from '@krok/workflows/recording';
import { type InjectedSinks, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { caseDataConverter } from '../codec/case-data-converter.ts';
import { type History, settledHistory } from './settled-history.ts';

/** Steps that a history tells, and the earliest due time after the last where it is known. */
export interface Recording {
  readonly steps: ReadonlyMap<number, StepRecord>;
  readonly nextDue: ReadonlyMap<number, number | null>;
}

/** Replays one run of a case and notes each step that its log had taken. */
export async function recordHistory(
  store: Store,
  workflowBundle: WorkflowBundleWithSourceMap,
  workflowId: string,
  history: History,
): Promise<Recording> {
  const steps = new Map<number, StepRecord>();
  const nextDue = new Map<number, number | null>();
  const settled = settledHistory(history);
  // Replaying a run that has completed no task would wait for its first one for ever.
  if (!settled.events?.some((event) => event.workflowTaskCompletedEventAttributes)) return { steps, nextDue };
  const sinks: InjectedSinks<RecordingSinks> = {
    recording: {
      taken: {
        callDuringReplay: true,
        fn: (_info, recorded: RecordedSteps) => {
          for (const step of recorded.steps) steps.set(step.seq, step);
          const last = recorded.steps.at(-1);
          if (last && recorded.nextDue !== undefined) nextDue.set(last.seq, recorded.nextDue);
        },
      },
    },
  };
  const dataConverter = caseDataConverter(store);
  await Worker.runReplayHistory({ workflowBundle, dataConverter, sinks }, settled, workflowId);
  return { steps, nextDue };
}
