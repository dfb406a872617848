import type { CommitAnswer, CommitRequest, StepRecord } from '@krok/store';
import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** What a replayed case had in its log. */
export interface RecordedSteps {
  readonly steps: readonly StepRecord[];
  /** Earliest due time after the last of them; absent where only a later portion tells. */
  readonly nextDue?: number | null;
}

export interface RecordingSinks extends Sinks {
  readonly recording: { taken(recorded: RecordedSteps): void };
}

const { recording } = proxySinks<RecordingSinks>();

/**
 * In the bundle of the rebuild only: while a history is replayed, the case proposes its steps again, and the recorded answer
 * says which of them the log had taken. It listens beside the call, so that the case sees nothing of it.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleLocalActivity(input, next) {
        const result = next(input);
        if (input.activityType === 'commitSteps') {
          const [request] = input.args as [CommitRequest];
          result.then(
            (answer) => recording.taken(takenBy(request, answer as CommitAnswer)),
            () => {},
          );
        }
        return result;
      },
    },
  ],
});

function takenBy({ steps, nextDue }: CommitRequest, answer: CommitAnswer): RecordedSteps {
  switch (answer.kind) {
    case 'follow':
      return { steps: answer.steps };
    case 'gap':
      return { steps: [] };
    case 'committed':
      return { steps, nextDue };
    case 'duplicate':
    case 'unstorable':
      return { steps: steps.filter(({ seq }) => seq <= answer.head) };
  }
}
