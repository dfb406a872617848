import type { DeliveryResult } from '../delivery-result.ts';
import { exchange } from '../http/exchange.ts';
import { clockHeaders, type ReceiverAddress } from '../http/receiver-address.ts';

/** A system of the firm that is told of events. */
export interface WebhookSystem {
  readonly address: ReceiverAddress;
  /** Sent as a bearer token; absent where it asks for none. */
  readonly token?: string;
}

/** What a system is told: plain data, no personal ones. */
export type WebhookEvent = Readonly<Record<string, unknown>>;

export interface WebhookChannel {
  /** Whether all systems are the sandbox. */
  readonly sandbox: boolean;
  /** Null where the installation names no such system. */
  system(name: string): { readonly sandbox: boolean } | null;
  /**
   * One attempt. The effect key travels as `Idempotency-Key`: a system that has seen it does nothing again. `now`: epoch
   * ms on the organisation's clock.
   */
  deliver(name: string, event: WebhookEvent, effectKey: string, now: number): Promise<DeliveryResult>;
}

export function webhookChannel(systems: ReadonlyMap<string, WebhookSystem>, attemptLimit = 5_000): WebhookChannel {
  return {
    sandbox: [...systems.values()].every(({ address }) => address.sandbox),
    system: (name) => systems.get(name)?.address ?? null,
    async deliver(name, event, effectKey, now) {
      const system = systems.get(name);
      if (system === undefined) return { kind: 'refused', reason: `no system ${name} is set up`, permanent: true };
      const { address, token } = system;
      const answer = await exchange({
        url: address.url,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': effectKey,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...clockHeaders(address, now),
        },
        body: JSON.stringify(event),
        limit: attemptLimit,
      });
      if (answer.kind === 'unreached') return { kind: 'refused', reason: answer.reason, permanent: false };
      if (answer.kind === 'broken') return { kind: 'unknown', reason: answer.reason };
      if (answer.status >= 200 && answer.status < 300) return { kind: 'accepted', reference: effectKey };
      const permanent = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
      return { kind: 'refused', reason: `HTTP ${answer.status}`, permanent };
    },
  };
}
