import { setTimeout as delay } from 'node:timers/promises';
import type { Channels } from '@krok/channels';
import { nextAttempt, statusVariables } from '@krok/receivables';
import type { Bundle, Effect, EffectOutcome, Store } from '@krok/store';
import { ApplicationFailure } from '@temporalio/common';
import type { DeskActivities, Performed } from '../desk-activities.ts';
import type { BundleChannel, BundleOrder, Prepared } from './bundle-channel.ts';
import { bundleChannels } from './bundle-channels.ts';

/**
 * Performs one machine bundle: intent, one attempt, outcome, each in its own transaction. An attempt that was opened and
 * never answered may have got through: it is looked up where the channel can be asked, and otherwise held for a person
 * (or sent again, if the channel is set so). Two attempts under one effect key happen in no other way.
 */
export function createPerformBundle(store: Store, channels: Channels): DeskActivities['performBundle'] {
  const registry = bundleChannels(store, channels);

  async function perform(bundleId: string): Promise<Performed> {
    const start = await store.acts.recordIntent(bundleId);
    if (start.kind === 'notNow') return 'notNow';
    if (start.kind === 'settled') return 'settledBefore';
    const bundle = await store.acts.bundle(bundleId);
    const acts = bundle.acts.filter(({ withdrawn }) => !withdrawn);
    const order = { bundle, acts, effect: start.effect };
    const channel = registry[bundle.channel];
    if (!channel) {
      return record(start.effect, {
        kind: 'failed',
        error: `Expected a channel for ${bundle.channel} but none is set up.`,
      });
    }
    if (start.repeat) {
      const known = await lookUp(order, channel);
      if (known) return record(start.effect, known);
    }
    if (acts.length === 0) return record(start.effect, { kind: 'failed', error: 'every act was withdrawn meanwhile' });
    const prepared = await channel.prepare(order);
    if (prepared.kind === 'impossible') {
      const { code, problem } = prepared;
      return record(start.effect, refusal(bundle, code, problem, code));
    }
    const [lead] = acts;
    if (prepared.document && lead) {
      await store.caseFiles.keepDocument(start.effect.id, lead.caseId, prepared.document);
    }
    const attempt = await store.acts.recordAttempt(start.effect.id);
    if (attempt.kind === 'notNow') return 'notNow';
    if (attempt.kind === 'settled') return 'settledBefore';
    if (attempt.repeat && !start.repeat) {
      throw ApplicationFailure.retryable(
        'Expected to be alone but another attempt was opened meanwhile.',
        'AttemptUnderWay',
      );
    }
    return record(attempt.effect, await attemptOf({ ...order, effect: attempt.effect }, channel, prepared));
  }

  /** What is known of an open attempt; null when it surely failed, or may be repeated. */
  async function lookUp(order: BundleOrder, channel: BundleChannel): Promise<EffectOutcome | null> {
    const found = (await channel.find?.(order.effect)) ?? { kind: 'unknown' };
    if (found.kind === 'delivered') return delivered(order, channel, found.reference);
    if (found.kind === 'notDelivered' || channel.whenUnknown === 'resend') return null;
    return { kind: 'unknown', error: 'the attempt was cut off before its outcome was recorded' };
  }

  async function attemptOf(
    order: BundleOrder,
    channel: BundleChannel,
    prepared: Extract<Prepared, { kind: 'ready' }>,
  ): Promise<EffectOutcome> {
    const { bundle, effect } = order;
    const { clock } = await store.clock.read(bundle.organisationId);
    if (clock.mode !== 'real' && !(prepared.sandbox ?? channel.sandbox)) {
      return {
        kind: 'failed',
        error: `Expected the sandbox under a clock of mode ${clock.mode} but got a real receiver.`,
      };
    }
    const result = await prepared.deliver();
    switch (result.kind) {
      case 'accepted':
        return delivered(order, channel, result.reference);
      case 'unknown':
        return channel.whenUnknown === 'hold'
          ? { kind: 'unknown', error: result.reason }
          : again(effect, clock, result.reason, 'unknown');
      case 'refused':
        return result.permanent
          ? refusal(bundle, `${bundle.channel.toUpperCase()}_REFUSED`, result.reason, result.reason)
          : again(effect, clock, result.reason, 'failed');
    }
  }

  async function record(effect: Effect, outcome: EffectOutcome): Promise<Performed> {
    await surely(() => store.acts.recordOutcome(effect.id, outcome, effect.attempts));
    return PERFORMED[outcome.kind];
  }

  return ({ bundleId }) => perform(bundleId);
}

/** What is known now would be unknown to the next run, so that a short failure of the database is waited out here. */
async function surely(write: () => Promise<unknown>): Promise<void> {
  for (const pause of PAUSES) {
    try {
      await write();
      return;
    } catch {
      await delay(pause);
    }
  }
  await write();
}

const PAUSES = [50, 200, 800, 2_000];

const PERFORMED: Readonly<Record<EffectOutcome['kind'], Performed>> = {
  delivered: 'delivered',
  unknown: 'unknown',
  error: 'refused',
  failed: 'refused',
  retry: 'retryLater',
};

async function delivered(order: BundleOrder, channel: BundleChannel, reference: string): Promise<EffectOutcome> {
  const { bundle } = order;
  const { variables: more, registered } = (await channel.delivered?.(order, reference)) ?? { variables: {} };
  const variables = { ...statusVariables(bundle.channel, 'sent', reference), ...more };
  const perAct = Object.fromEntries(bundle.acts.map(({ id }) => [id, variables]));
  return { kind: 'delivered', reference, perAct, ...(registered && { registered }) };
}

function refusal({ channel }: Bundle, code: string, error: string, reason: string): EffectOutcome {
  return { kind: 'error', code, error, variables: statusVariables(channel, 'refused', reason) };
}

/** The next attempt of the same effect; after the last one, what the effect comes to. */
function again(effect: Effect, clock: OrganisationClock, error: string, last: 'failed' | 'unknown'): EffectOutcome {
  const next = nextAttempt({ attempts: effect.attempts, clock, realNow: Date.now() });
  return next.kind === 'retry' ? { kind: 'retry', error, performAt: next.at } : { kind: last, error };
}

type OrganisationClock = Parameters<typeof nextAttempt>[0]['clock'];
