import { daysAfter } from '../duties/day-after.ts';
import { changeOf } from '../duties/stated-item.ts';
import type { DutyFacts } from '../listing/review-listing.ts';
import type { Claim, ClaimEvent, ClaimState } from './claim.ts';
import { evolveClaim } from './evolve-claim.ts';

/** Days in which a person says what becomes of the costs. */
export const COSTS_DAYS = 7;
/** Days before the end of the three months at which they are brought to mind. */
export const REFILE_WARNING_DAYS = 14;

/**
 * What payments, corrections and passed days mean for a claim. While the court has still to judge, it is told: the claim
 * is withdrawn, or limited to what is left. Whoever pays after the filing has lost, so that the costs are claimed where
 * nobody waives them in time. A final order is closed by payment; it needs no word to the court.
 */
export function reviewClaim(claim: Claim, facts: DutyFacts): ClaimEvent[] {
  const events: ClaimEvent[] = [];
  let current = claim;
  const happen = (event: ClaimEvent): void => {
    events.push(event);
    current = evolveClaim(current, event);
  };
  if (BEFORE_JUDGMENT.has(claim.state)) {
    judge(claim, facts, happen);
    if (current.duty !== null) pursue(current, facts, happen);
    return events;
  }
  if (claim.state !== 'final' && claim.state !== 'discontinued') return events;
  if (changeOf(claim.items, facts)?.kind === 'nothingLeft') happen({ kind: 'closed', reason: 'paid' });
  else if (claim.refileBy !== null && facts.today > claim.refileBy)
    happen({ kind: 'closed', reason: 'refileTermPassed' });
  else if (claim.refileBy !== null && !claim.refileWarned && facts.today >= warningDay(claim.refileBy)) {
    happen({ kind: 'refileTermNear', by: claim.refileBy });
  }
  return events;
}

/** The earliest instant at which time alone changes something. `endOf` gives the end of an ISO date as epoch ms. */
export function claimDue(
  { duty, refileBy, refileWarned, state }: Claim,
  endOf: (day: string) => number,
): number | null {
  const times: number[] = [];
  if (duty !== null && !duty.asked) {
    if (duty.costs === 'undecided') times.push(endOf(duty.decideBy));
    if (duty.retryAt !== null) times.push(duty.retryAt);
  }
  if (state === 'discontinued' && refileBy !== null) {
    times.push(refileWarned ? endOf(refileBy) : endOf(daysAfter(warningDay(refileBy), -1)));
  }
  return times.length === 0 ? null : Math.min(...times);
}

/** Once an opposition has come, the court discontinues without us. */
const BEFORE_JUDGMENT: ReadonlySet<ClaimState> = new Set(['sent', 'registered', 'orderIssued']);

function judge(claim: Claim, facts: DutyFacts, happen: (event: ClaimEvent) => void): void {
  // What is under way is not judged: its outcome comes first.
  if (claim.items.some(({ sending }) => sending !== null)) return;
  const change = changeOf(claim.items, facts);
  // A claim that was limited is never raised again in these proceedings.
  if (change === null || change.kind === 'more') {
    if (claim.duty !== null) happen({ kind: 'dutyLifted' });
    return;
  }
  const duty = change.kind === 'nothingLeft' ? 'withdraw' : 'limit';
  if (claim.duty === null) {
    const { since } = change;
    happen({ kind: 'dutyArose', duty, since, decideBy: daysAfter(facts.today, COSTS_DAYS) });
  } else if (claim.duty.kind !== duty) happen({ kind: 'dutyChanged', duty });
}

function pursue({ duty }: Claim, { today, now }: DutyFacts, happen: (event: ClaimEvent) => void): void {
  if (duty === null || duty.asked) return;
  if (!duty.costsAsked) happen({ kind: 'costsAsked' });
  let { costs } = duty;
  if (costs === 'undecided' && today > duty.decideBy) {
    costs = 'claimed';
    happen({ kind: 'costsDecided', costs, by: 'term' });
  }
  if (costs === 'undecided' || (duty.retryAt !== null && duty.retryAt > now)) return;
  happen({ kind: 'dutyAsked', duty: duty.kind });
}

function warningDay(refileBy: string): string {
  return daysAfter(refileBy, -REFILE_WARNING_DAYS);
}
