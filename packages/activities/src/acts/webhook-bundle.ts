import type { WebhookChannel } from '@krok/channels';
import type { BundleChannel, Prepared } from './bundle-channel.ts';

/**
 * Job type `call-webhook`: headers `system` (one that the installation names) and `event`. All job variables travel, with
 * creditor, debtor and subject of the case as ids. The effect key is the idempotency key: the system does once what it is
 * told twice, so that an attempt of which nobody knows is simply made again.
 */
export function webhookBundle(webhooks: WebhookChannel): BundleChannel {
  return {
    sandbox: webhooks.sandbox,
    whenUnknown: 'resend',
    prepare: async ({ acts: [act], effect }): Promise<Prepared> => {
      const { system: name = '', event } = act?.headers ?? {};
      const system = webhooks.system(name);
      if (act === undefined || event === undefined || event === '') {
        return impossible('WEBHOOK_EVENT', 'Expected a task header "event" but there was none.');
      }
      if (system === null) {
        return impossible('WEBHOOK_NO_SYSTEM', `Expected a system "${name}" of the installation but there is none.`);
      }
      const { creditorId, debtorId, subject, variables: data } = act;
      const told = { event, creditorId, debtorId, subject, at: new Date(effect.asOf).toISOString(), data };
      return {
        kind: 'ready',
        sandbox: system.sandbox,
        document: { mediaType: 'text/plain', to: name, subject: event, text: JSON.stringify(told, null, 2) },
        deliver: () => webhooks.deliver(name, told, effect.key, effect.asOf),
      };
    },
  };
}

function impossible(code: string, problem: string): Prepared {
  return { kind: 'impossible', code, problem };
}
