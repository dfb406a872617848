import type { Store } from '@krok/store';
import { ApplicationFailure } from '@temporalio/common';
import type { JobActivity } from './job-activities.ts';

/**
 * Job type `publish-message`: headers `messageName`, `correlationKey` (or the variable `correlationKey`) and optionally `timeToLive` (ms, default an hour); all
 * job variables travel. Effect key = message id, so that a repeated attempt publishes once.
 */
const HOUR = 3_600_000;

export function createPublishMessage(store: Store): JobActivity {
  return async (order) => {
    const job = await store.jobs.readOf(order.caseId, order.job);
    const name = job.headers['messageName'] ?? job.variables['messageName'];
    if (typeof name !== 'string' || name === '') {
      throw ApplicationFailure.nonRetryable('Expected a task header "messageName" but there was none.', 'InvalidJob');
    }
    const timeToLive = Number(job.headers['timeToLive'] ?? HOUR);
    if (!Number.isSafeInteger(timeToLive) || timeToLive < 0) {
      throw ApplicationFailure.nonRetryable(
        'Expected whole milliseconds in the task header "timeToLive" but got something else.',
        'InvalidJob',
      );
    }
    const key = job.headers['correlationKey'] ?? job.variables['correlationKey'] ?? '';
    const { organisationId } = await store.cases.read(order.caseId);
    await store.exchange.publishMessage(organisationId, {
      id: order.effectKey,
      name,
      correlationKey: typeof key === 'string' ? key : JSON.stringify(key),
      variables: job.variables,
      timeToLive,
      once: true,
    });
    return { variables: {} };
  };
}
