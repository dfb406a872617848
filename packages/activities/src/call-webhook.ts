import { ApplicationFailure } from '@temporalio/common';
import type { JobActivity } from './job-activities.ts';

/**
 * Of cases that asked for an event before events were acts: nothing leaves beside the desk. The job fails for now, and is an act
 * once it is offered again.
 */
export function createCallWebhook(): JobActivity {
  return () =>
    Promise.reject(
      ApplicationFailure.create({
        message: 'Expected an act of the desk but got a job of a former release; it is offered again.',
        type: 'BecomesAnAct',
        nonRetryable: false,
      }),
    );
}
