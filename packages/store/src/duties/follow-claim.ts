import { clockNow, endOfLocalDay } from '@krok/calendar';
import { claimDue, type ClaimEvent, type CourtAnswer, reviewClaim, statedSum, takesAnswer } from '@krok/receivables';
import { withdrawSource } from '../acts/withdraw-source.ts';
import { termsOf } from '../organisations/present.ts';
import type { Answered, ClaimRecord, Followed } from '../surface/duties.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { happenToClaim, lockClaim } from './claim-rows.ts';
import { DECIDE_COSTS, insertDutyAct } from './duty-act.ts';
import { followed } from './followed.ts';
import { factsOf } from './owed-now.ts';
import { lockAround, tellAnswers } from './tell-answers.ts';

/** See `DutyStore.followClaim`. */
export function followClaim(
  context: StoreContext,
  id: string,
  answered: Answered<CourtAnswer> | null,
): Promise<Followed> {
  return transact(context, async (work) => {
    const invoices = await lockAround(work, 'claim', id);
    let claim = await lockClaim(work, id);
    const { clock, zone } = await termsOf(work.tx, claim.organisationId);
    const now = clockNow(clock, Date.now());
    const told: Told[] = [];
    if (answered !== null) {
      claim = { ...claim, askAt: answered.askAt };
      for (const answer of answered.answers) {
        if (!takesAnswer(claim, answer)) continue;
        claim = await happenToClaim(work, claim, [answer], now);
        told.push(tell(claim, answer.kind));
      }
    }
    const events = reviewClaim(claim, await factsOf(work.tx, claim, now, zone));
    claim = await happenToClaim(work, claim, events, now);
    for (const event of events) {
      await act(work, claim, event, now);
      if (event.kind === 'refileTermNear') told.push(tell(claim, event.kind));
      if (event.kind === 'closed' && event.reason === 'refileTermPassed') told.push(tell(claim, event.reason));
    }
    if (claim.duty === null || claim.duty.costs !== 'undecided')
      await withdrawSource(work, { kind: 'claim', id: claim.id, type: DECIDE_COSTS });
    await tellAnswers(work, claim, invoices, told, now);
    return followed(
      work,
      'claim',
      claim,
      claimDue(claim, (day) => endOfLocalDay(day, zone)),
    );
  });
}

type Told = Parameters<typeof tellAnswers>[3][number];

function tell({ state, signature }: ClaimRecord, courtAnswer: CourtAnswer['kind'] | Passed): Told {
  return { name: 'court-answered', variables: { courtAnswer, epuStatus: state, epuSignature: signature } };
}

/** The end of the three months is told as the court's own word is. */
type Passed = 'refileTermNear' | 'refileTermPassed';

async function act(work: Work, claim: ClaimRecord, event: ClaimEvent, now: number): Promise<void> {
  if (event.kind === 'costsAsked') {
    const task = {
      assignee: null,
      candidateGroups: ['lawyer', 'manager'],
      candidateUsers: [],
      dueDate: claim.duty?.decideBy ?? null,
      followUpDate: null,
      priority: 60,
      formId: null,
    };
    const variables = { claimId: claim.id, fee: claim.fee, duty: claim.duty?.kind ?? null };
    await insertDutyAct(work, claim, { entry: 'claim', type: DECIDE_COSTS, channel: 'task', variables, task }, now);
  }
  if (event.kind !== 'dutyAsked') return;
  const variables = { claimId: claim.id, stated: statedSum(claim.items), costs: claim.duty?.costs ?? null };
  const type = event.duty === 'withdraw' ? 'withdraw-claim' : 'limit-claim';
  await insertDutyAct(work, claim, { entry: 'claim', type, channel: 'epu', variables }, now);
}
