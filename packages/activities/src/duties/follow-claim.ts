import { addBusinessDays, endOfLocalDay, localDate } from '@krok/calendar';
import type { EpuChannel, EpuStatus } from '@krok/channels';
import type { CourtAnswer } from '@krok/receivables';
import type { Answered, ClaimRecord, Store } from '@krok/store';
import type { DutyActivities } from '../duty-activities.ts';

/** Asks the court once a business day while it has still to answer, then lets the decider look. */
export function createFollowClaim(store: Store, epu: EpuChannel | undefined): DutyActivities['followClaim'] {
  return async ({ id }) => {
    const claim = await store.duties.claim(id);
    const { now } = await store.clock.read(claim.organisationId);
    const asks = AWAITED.has(claim.state) && (claim.askAt === null || claim.askAt <= now);
    return store.duties.followClaim(id, asks && epu ? await ask(store, epu, claim, now) : null);
  };
}

const AWAITED: ReadonlySet<ClaimRecord['state']> = new Set(['sent', 'registered', 'orderIssued', 'opposed']);

async function ask(
  store: Store,
  epu: EpuChannel,
  { id, organisationId, creditorId }: ClaimRecord,
  now: number,
): Promise<Answered<CourtAnswer>> {
  const { zone, calendar } = await store.organisations.read(organisationId);
  const today = localDate(now, zone);
  const { sending } = await store.parties.creditor(creditorId);
  const status = (await epu.under(sending.epuAccount ?? null)?.status(id, now)) ?? { kind: 'unknown' };
  const answers = courtAnswers(status, today);
  const over = answers.some(({ kind }) => kind === 'final' || kind === 'discontinued' || kind === 'rejected');
  // In the night before the next business day, so that its answer is there in the morning.
  return { answers, askAt: over ? null : endOfLocalDay(addBusinessDays(today, 1, calendar), zone) - NIGHT };
}

const NIGHT = 20 * 3_600_000;

/** The court shows how a case stands; what it answered on the way there is told in its order. */
export function courtAnswers(status: EpuStatus, today: string): CourtAnswer[] {
  if (status.kind === 'unknown' || status.kind === 'notFound' || status.kind === 'filed') return [];
  const answers: CourtAnswer[] = [{ kind: 'registered', signature: status.signature, on: today }];
  if (status.kind === 'registered') return answers;
  if (status.kind === 'discontinued') return [...answers, { kind: 'discontinued', on: status.on }];
  answers.push({ kind: 'orderIssued', on: status.orderOn });
  if (status.kind === 'orderIssued' && status.servedOn !== undefined)
    answers.push({ kind: 'orderServed', on: status.servedOn });
  if (status.kind === 'final') answers.push({ kind: 'final', on: status.finalOn });
  if (status.kind === 'opposed') {
    answers.push({ kind: 'opposed', on: status.opposedOn });
    if (status.discontinuedOn !== undefined) answers.push({ kind: 'discontinued', on: status.discontinuedOn });
  }
  return answers;
}
