import { monthsAfter } from '../duties/day-after.ts';
import { troubled } from '../duties/problem.ts';
import { arrived, notSent, sending } from '../duties/stated-item.ts';
import { claimRulesOn } from '../epu/claim-rules.ts';
import type { Claim, ClaimDuty, ClaimEvent } from './claim.ts';

/** The only writer of a claim. */
export function evolveClaim(claim: Claim, event: ClaimEvent): Claim {
  switch (event.kind) {
    case 'drafted':
      return { ...claim, items: event.items };
    case 'filed':
      return { ...claim, state: 'sent', reference: event.reference, filedOn: event.on, fee: event.fee };
    case 'filingFailed':
      return { ...claim, state: 'rejected', duty: null, items: notSent(claim.items) };
    case 'rejected': {
      const problem = troubled(claim.problem, 'claim', event.reason, event.on);
      return { ...claim, state: 'rejected', duty: null, items: notSent(claim.items), problem };
    }
    case 'registered':
      return { ...claim, state: 'registered', signature: event.signature };
    case 'orderIssued':
      return { ...claim, state: 'orderIssued', orderOn: event.on };
    case 'orderServed':
      return { ...claim, servedOn: event.on };
    case 'opposed':
      return { ...claim, state: 'opposed' };
    case 'discontinued':
      return {
        ...claim,
        state: 'discontinued',
        refileBy: monthsAfter(event.on, claimRulesOn(event.on).refileMonths),
        duty: null,
        items: notSent(claim.items),
      };
    case 'final':
      return { ...claim, state: 'final', finalOn: event.on, duty: null, items: notSent(claim.items) };
    case 'dutyArose': {
      const { duty: kind, since, decideBy } = event;
      const fresh = { costs: 'undecided', costsAsked: false, asked: false, retryAt: null } as const;
      return { ...claim, duty: { kind, since, decideBy, ...fresh } };
    }
    case 'dutyChanged':
      return changed(claim, { kind: event.duty });
    case 'dutyLifted':
      return { ...claim, duty: null };
    case 'costsAsked':
      return changed(claim, { costsAsked: true });
    case 'costsDecided':
      return changed(claim, { costs: event.costs });
    case 'dutyAsked':
      return changed(claim, { asked: true, retryAt: null });
    case 'dutyLeaving':
      return { ...claim, items: sending(claim.items, event.targets) };
    case 'dutyDone': {
      const done = { ...claim, items: arrived(claim.items), duty: null, problem: null };
      return event.duty === 'withdraw' ? { ...done, state: 'withdrawn' } : { ...done, limitedOn: event.on };
    }
    case 'dutyFailed': {
      const of = claim.duty?.kind ?? 'withdraw';
      const problem = event.refused ? troubled(claim.problem, of, event.reason, event.on) : claim.problem;
      const failed = { ...claim, items: notSent(claim.items), problem };
      return changed(failed, { asked: false, retryAt: event.retryAt });
    }
    case 'refileTermNear':
      return { ...claim, refileWarned: true };
    case 'closed':
      return { ...claim, state: 'closed', duty: null };
  }
}

function changed(claim: Claim, change: Partial<ClaimDuty>): Claim {
  return claim.duty === null ? claim : { ...claim, duty: { ...claim.duty, ...change } };
}
