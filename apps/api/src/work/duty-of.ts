import type { DutyTask } from '@krok/contracts/schemas';
import type { BundleWithActs } from '@krok/store';

/** Work that no drawing asks for but a claim, a letter, a listing or an answer of the debtor; null for any other. */
export function dutyOf(acts: BundleWithActs['acts']): DutyTask | null {
  return acts.map(({ type }) => DUTIES.get(type ?? '')).find((duty) => duty !== undefined) ?? null;
}

const DUTIES: ReadonlyMap<string, DutyTask> = new Map([
  ['decide-claim-costs', 'decideCosts'],
  ['confirm-posting', 'confirmPosting'],
  ['correct-listing', 'correctListing'],
  ['answer-reply', 'answerReply'],
]);
