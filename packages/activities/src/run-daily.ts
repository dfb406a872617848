import { nextFiring } from '@krok/engine';
import type { Store } from '@krok/store';
import type { DailyActivities, DailyWork } from './daily-activities.ts';

/** Cases started in one attempt. */
const AT_ONCE = 40;

export function createRunDaily({ daily, ledger, exchange, clock: clocks }: Store): DailyActivities['runDaily'] {
  return async ({ organisationId }): Promise<DailyWork> => {
    const timers = await daily.startByTimers(organisationId, nextFiring, AT_ONCE);
    if (timers.more) return { more: true, next: null, clock: (await clocks.read(organisationId)).clock };
    const turn = await daily.turn(organisationId);
    if (turn.kind === 'wait') return { more: false, next: turn.until, clock: turn.clock };
    const { day } = turn;
    // Before cases start: a broken promise or plan is news for those that are open.
    const promises = await ledger.breakPromises(organisationId);
    const plans = await ledger.breakPlans(organisationId);
    const broken = promises.broken + plans.broken;
    const forgotten = await exchange.forgetExpired(organisationId);
    const { started, more } = await daily.startCases(organisationId, day, AT_ONCE);
    await daily.count(organisationId, day, { broken, forgotten, started });
    if (!more) await daily.finish(organisationId, day);
    const { clock } = await clocks.read(organisationId);
    return { more: true, next: null, clock };
  };
}
