import { setTimeout as delay } from 'node:timers/promises';
import type { Channels } from '@krok/channels';
import { nextAttempt, statusVariables } from '@krok/receivables';
import type { Act, Bundle, BundleWithActs, Effect, EffectOutcome, Store } from '@krok/store';
import { ApplicationFailure } from '@temporalio/common';
import type { DeskActivities, Performed } from '../desk-activities.ts';
import { composeEmail, type ComposedEmail } from './compose-email.ts';

/**
 * Performs one machine bundle: intent, one attempt, outcome, each in its own transaction. An attempt that was opened and
 * never answered may have got through: it is looked up where the channel can be asked, and otherwise held for a person
 * (or sent again, if the channel is set so). Two attempts under one effect key happen in no other way.
 */
export function createPerformBundle(store: Store, channels: Channels): DeskActivities['performBundle'] {
  const { email } = channels;

  async function perform(bundleId: string): Promise<Performed> {
    const start = await store.acts.recordIntent(bundleId);
    if (start.kind === 'notNow') return 'notNow';
    if (start.kind === 'settled') return 'settledBefore';
    const bundle = await store.acts.bundle(bundleId);
    if (start.repeat) {
      const known = await lookUp(start.effect, bundle);
      if (known) return record(start.effect, known);
    }
    const acts = bundle.acts.filter(({ withdrawn }) => !withdrawn);
    if (acts.length === 0) return record(start.effect, { kind: 'failed', error: 'every act was withdrawn meanwhile' });
    if (bundle.channel !== 'email') {
      return record(start.effect, {
        kind: 'failed',
        error: `Expected a channel for ${bundle.channel} but there is none yet.`,
      });
    }
    const composed = await compose(bundle, acts, start.effect);
    if (composed.kind === 'impossible') {
      const { code, problem } = composed;
      return record(start.effect, {
        kind: 'error',
        code,
        error: problem,
        variables: statusVariables('email', 'refused', code),
      });
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
    return record(attempt.effect, await attemptOf(attempt.effect, bundle, composed));
  }

  /** What is known of an open attempt; null when it surely failed, or may be repeated. */
  async function lookUp(effect: Effect, bundle: BundleWithActs): Promise<EffectOutcome | null> {
    const found = (await email.find?.(effect.key)) ?? { kind: 'unknown' };
    if (found.kind === 'delivered') return delivered(bundle, found.reference);
    if (found.kind === 'notDelivered' || email.whenUnknown === 'resend') return null;
    return { kind: 'unknown', error: 'the attempt was cut off before its outcome was recorded' };
  }

  async function compose(bundle: Bundle, acts: readonly Act[], effect: Effect): Promise<ComposedEmail> {
    const [debtor, creditor] = await Promise.all([
      bundle.debtorId === null ? null : store.parties.debtor(bundle.debtorId),
      bundle.creditorId === null ? null : store.parties.creditor(bundle.creditorId),
    ]);
    return composeEmail({
      acts,
      debtor,
      creditor,
      date: effect.asOf,
      fallbackSender: email.sandbox ? SANDBOX_SENDER : null,
    });
  }

  async function attemptOf(
    effect: Effect,
    bundle: BundleWithActs,
    { mail }: Extract<ComposedEmail, { kind: 'mail' }>,
  ): Promise<EffectOutcome> {
    const { clock } = await store.clock.read(bundle.organisationId);
    if (clock.mode !== 'real' && !email.sandbox) {
      return {
        kind: 'failed',
        error: `Expected the sandbox under a clock of mode ${clock.mode} but got a real mail server.`,
      };
    }
    const result = await email.deliver(mail, effect.key);
    switch (result.kind) {
      case 'accepted':
        return delivered(bundle, result.reference);
      case 'unknown':
        return email.whenUnknown === 'hold'
          ? { kind: 'unknown', error: result.reason }
          : again(effect, clock, result.reason, 'unknown');
      case 'refused':
        return result.permanent
          ? {
              kind: 'error',
              code: 'EMAIL_REFUSED',
              error: result.reason,
              variables: statusVariables('email', 'refused', result.reason),
            }
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

const SANDBOX_SENDER = 'krok@sandbox.invalid';

const PERFORMED: Readonly<Record<EffectOutcome['kind'], Performed>> = {
  delivered: 'delivered',
  unknown: 'unknown',
  error: 'refused',
  failed: 'refused',
  retry: 'retryLater',
};

function delivered(bundle: BundleWithActs, reference: string): EffectOutcome {
  const variables = statusVariables('email', 'sent', reference);
  return { kind: 'delivered', reference, perAct: Object.fromEntries(bundle.acts.map(({ id }) => [id, variables])) };
}

/** The next attempt of the same effect; after the last one, what the effect comes to. */
function again(effect: Effect, clock: OrganisationClock, error: string, last: 'failed' | 'unknown'): EffectOutcome {
  const next = nextAttempt({ attempts: effect.attempts, clock, realNow: Date.now() });
  return next.kind === 'retry' ? { kind: 'retry', error, performAt: next.at } : { kind: last, error };
}

type OrganisationClock = Parameters<typeof nextAttempt>[0]['clock'];
