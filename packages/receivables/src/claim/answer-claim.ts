import type { Claim, ClaimState, CourtAnswer } from './claim.ts';

/**
 * Whether an answer of the court is news. Answers come again and may come late: one that the claim is past changes
 * nothing, and a claim that has ended takes none.
 */
export function takesAnswer(claim: Claim, answer: CourtAnswer): boolean {
  if (answer.kind === 'orderServed') return claim.state === 'orderIssued' && claim.servedOn === null;
  return TAKEN_IN[answer.kind].has(claim.state);
}

const BEFORE_ORDER: readonly ClaimState[] = ['sent', 'registered'];

const TAKEN_IN: Readonly<Record<Exclude<CourtAnswer['kind'], 'orderServed'>, ReadonlySet<ClaimState>>> = {
  registered: new Set(['sent']),
  rejected: new Set(BEFORE_ORDER),
  orderIssued: new Set(BEFORE_ORDER),
  opposed: new Set<ClaimState>([...BEFORE_ORDER, 'orderIssued']),
  discontinued: new Set<ClaimState>([...BEFORE_ORDER, 'orderIssued', 'opposed']),
  final: new Set<ClaimState>([...BEFORE_ORDER, 'orderIssued']),
};
