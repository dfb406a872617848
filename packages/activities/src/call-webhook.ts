import type { WebhookChannel } from '@krok/channels';
import type { Store } from '@krok/store';
import { ApplicationFailure } from '@temporalio/common';
import type { JobActivity } from './job-activities.ts';

/**
 * Job type `call-webhook`: headers `system` (one that the installation names) and `event`. All job variables travel, with
 * creditor, debtor and subject of the case as ids. The effect key is the idempotency key: the system does once what it is
 * told twice.
 */
export function createCallWebhook(store: Store, webhooks: WebhookChannel | undefined): JobActivity {
  return async ({ caseId, job: jobId, effectKey, asOf }) => {
    const job = await store.jobs.readOf(caseId, jobId);
    const { system: name = '', event } = job.headers;
    const system = webhooks?.system(name) ?? null;
    if (system === null || webhooks === undefined) {
      throw ApplicationFailure.nonRetryable(
        `Expected a system "${name}" of the installation but there is none.`,
        'NoSuchSystem',
      );
    }
    if (event === undefined || event === '') {
      throw ApplicationFailure.nonRetryable('Expected a task header "event" but there was none.', 'InvalidJob');
    }
    const { organisationId, creditorId, debtorId, subject } = await store.cases.read(caseId);
    const { clock } = await store.clock.read(organisationId);
    if (clock.mode !== 'real' && !system.sandbox) {
      throw ApplicationFailure.nonRetryable(
        `Expected the sandbox under a clock of mode ${clock.mode} but got a real receiver.`,
        'NotTheSandbox',
      );
    }
    const told = { event, creditorId, debtorId, subject, at: new Date(asOf).toISOString(), data: job.variables };
    const result = await webhooks.deliver(name, told, effectKey, asOf);
    if (result.kind === 'accepted') return { variables: {} };
    const failed = `The system ${name} has not taken the event: ${result.reason}.`;
    throw result.kind === 'refused' && result.permanent
      ? ApplicationFailure.nonRetryable(failed, 'Refused')
      : ApplicationFailure.retryable(failed, 'NotTaken');
  };
}
