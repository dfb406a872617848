import { localDate } from '@krok/calendar';
import { judgePosting, postingNumberOf } from '@krok/receivables';
import { clockNow } from '@krok/calendar';
import { sql, type Selectable } from 'kysely';
import { enqueueOutcome, type ToldOutcome } from '../acts/enqueue-outcome.ts';
import { withdrawSource } from '../acts/withdraw-source.ts';
import { isUniqueViolation } from '../database.ts';
import { StoreError } from '../errors.ts';
import { lockDesk } from '../locks.ts';
import { termsOf } from '../organisations/present.ts';
import type { LetterPosting, RegisteredLetter } from '../surface/letters.ts';
import type { ActTable } from '../tables/acts.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { remindOfPosting } from './await-posting.ts';
import { readLetter } from './letter-rows.ts';

/** See `LetterStore.confirmPosting`. */
export async function confirmPosting(context: StoreContext, posting: LetterPosting): Promise<RegisteredLetter> {
  try {
    return await transact(context, async (work) => {
      const { desk_key: deskKey } = await deskOf(work, posting.letterId);
      await lockDesk(work.tx, deskKey);
      await postIn(work, posting);
      return readLetter(work.tx, posting.letterId);
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'registered_letter_number')) throw error;
    throw new StoreError('LETTER_NUMBER_TAKEN', 'Expected a number of its own but another letter has it.', {
      letterId: posting.letterId,
    });
  }
}

/** The reminder was answered: with the posting, or with nothing, and then it comes again. Under the desk's lock. */
export async function postingOutcome(
  work: Work,
  act: Selectable<ActTable>,
  outcome: ToldOutcome,
  now: number,
): Promise<void> {
  const letter = await readLetter(work.tx, act.source_id);
  if (outcome.kind !== 'completed' || letter.state !== 'awaiting') return;
  const { letterNumber, postedOn } = outcome.variables;
  const by = await work.tx
    .selectFrom('bundle')
    .select(['done_by', 'claimed_by'])
    .where('id', '=', act.bundle_id ?? '')
    .executeTakeFirst();
  const person = by?.done_by ?? by?.claimed_by ?? null;
  if (typeof postedOn === 'string' && typeof letterNumber === 'string' && person !== null) {
    await postIn(work, { letterId: letter.id, number: letterNumber, postedOn, by: person });
    return;
  }
  const { zone } = await termsOf(work.tx, act.organisation_id);
  const of = {
    id: letter.id,
    organisation_id: act.organisation_id,
    creditor_id: act.creditor_id,
    debtor_id: act.debtor_id,
    desk_key: act.desk_key,
  };
  await remindOfPosting(work, of, letter, now, localDate(now, zone));
}

/** Under the desk's lock. */
async function postIn(work: Work, { letterId, number: text, postedOn, by }: LetterPosting): Promise<void> {
  const { tx } = work;
  const letter = await readLetter(tx, letterId);
  const number = postingNumberOf(text);
  if (number === null) throw wrong(letterId, 'a number of the post', 'another text');
  if (letter.state === 'posted') {
    if (letter.number === number && letter.postedOn === postedOn) return;
    throw new StoreError('LETTER_POSTED', `Expected a letter that waits but ${letterId} was posted before.`, {
      letterId,
    });
  }
  const { clock, zone } = await termsOf(tx, letter.organisationId);
  const now = clockNow(clock, Date.now());
  const verdict = judgePosting(letter.printedOn, postedOn, localDate(now, zone));
  if (verdict.kind === 'impossible') {
    const expected = verdict.reason === 'inFuture' ? 'a day that has come' : `a day from ${letter.printedOn} on`;
    throw wrong(letterId, expected, postedOn);
  }
  const { sha256 } = await tx
    .updateTable('registered_letter')
    .set({ state: 'posted', number, posted_on: postedOn, confirmed_by: by, confirmed_at: now })
    .where('bundle_id', '=', letterId)
    .returning('sha256')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('demand_posted')
    .values(
      letter.items.map(({ invoiceId, amount }) => ({
        invoice_id: invoiceId,
        bundle_id: letterId,
        posted_on: postedOn,
        amount,
        bureaus: [...letter.bureaus],
        reference: number,
        recorded_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['invoice_id', 'bundle_id']).doNothing())
    .execute();
  await tx
    .updateTable('bundle')
    .set({ status: 'done', done_at: now, done_by: by, version: sql`version + 1` })
    .where('id', '=', letterId)
    .where('status', '=', 'posting')
    .execute();
  const acts = await tx
    .updateTable('act')
    .set({ state: 'done', reason: null })
    .where('bundle_id', '=', letterId)
    .where('state', '=', 'planned')
    .returningAll()
    .execute();
  const variables = { letterStatus: 'sent', letterReference: sha256, letterNumber: number, postedOn };
  for (const act of acts) await enqueueOutcome(work, act, { kind: 'completed', variables }, now);
  await withdrawSource(work, { kind: 'letter', id: letterId });
}

async function deskOf({ tx }: Work, letterId: string): Promise<{ desk_key: string }> {
  const { id } = await readLetter(tx, letterId);
  return tx.selectFrom('registered_letter').select('desk_key').where('bundle_id', '=', id).executeTakeFirstOrThrow();
}

function wrong(letterId: string, expected: string, got: string): StoreError {
  return new StoreError('WRONG_POSTING', `Expected ${expected} but got ${got}.`, { letterId });
}
