import type { ActChannel } from '@krok/contracts/types';
import { type Plan, statusVariables } from '@krok/receivables';
import type { ActPlan, DeskPlan, DeskView } from '@krok/store';

/** The decider's answer in the words of the store. */
export function deskPlan(view: DeskView, plan: Plan, now: number): DeskPlan {
  const channels = new Map(view.acts.map(({ id, channel }) => [id, channel]));
  return {
    bundles: plan.bundles.map(({ channel, kind }, index) => ({
      bundle: String(index),
      channel,
      kind,
      performer: PEOPLE.has(channel) ? 'person' : 'machine',
      performAt: now,
    })),
    acts: plan.decisions.map(({ act, decision }): ActPlan => {
      const channel = channels.get(act) ?? 'task';
      switch (decision.kind) {
        case 'bundle':
          return { kind: 'bundle', actId: act, bundle: String(decision.bundle) };
        case 'wait':
          return {
            kind: 'wait',
            actId: act,
            until: decision.until,
            reason: decision.reason,
            ...(OF_POLICY.has(decision.reason) && { policyVersion: view.policy.version }),
          };
        // What policy forbids is no failure: the case goes on and may branch on the status.
        case 'refused':
          return notSent(act, decision.reason, statusVariables(channel, 'refused', decision.reason));
        case 'notNeeded':
          return notSent(act, decision.reason, statusVariables(channel, 'notNeeded', decision.reason));
      }
    }),
  };
}

/** Waits that the organisation's contact policy causes. */
const OF_POLICY: ReadonlySet<string> = new Set(['joining', 'outsideWindow', 'dailyCap', 'weeklyCap']);
const PEOPLE: ReadonlySet<ActChannel> = new Set<ActChannel>(['call', 'approval', 'task']);

function notSent(actId: string, reason: string, variables: ReturnType<typeof statusVariables>): ActPlan {
  return { kind: 'notNeeded', actId, reason, variables };
}
