import { clockNow, localDate } from '@krok/calendar';
import { judgePosting, postingNumberOf } from '@krok/receivables';
import { isUniqueViolation } from '../database.ts';
import { StoreError } from '../errors.ts';
import { lockDesk } from '../locks.ts';
import { termsOf } from '../organisations/present.ts';
import { enqueueCommand } from '../outbox/enqueue.ts';
import type { LetterCorrection, RegisteredLetter } from '../surface/letters.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { readLetter } from './letter-rows.ts';

/** See `LetterStore.correctPosting`. */
export async function correctPosting(context: StoreContext, correction: LetterCorrection): Promise<RegisteredLetter> {
  const { letterId } = correction;
  try {
    return await transact(context, async (work) => {
      const { id } = await readLetter(work.tx, letterId);
      const { desk_key: deskKey } = await work.tx
        .selectFrom('registered_letter')
        .select('desk_key')
        .where('bundle_id', '=', id)
        .executeTakeFirstOrThrow();
      await lockDesk(work.tx, deskKey);
      await correctIn(work, await readLetter(work.tx, id), correction);
      return readLetter(work.tx, id);
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'registered_letter_number')) throw error;
    throw new StoreError('LETTER_NUMBER_TAKEN', 'Expected a number of its own but another letter has it.', {
      letterId,
    });
  }
}

async function correctIn(
  work: Work,
  letter: RegisteredLetter,
  { number: text, postedOn, reason, by, timers = [] }: LetterCorrection,
): Promise<void> {
  const { tx } = work;
  const { id: letterId } = letter;
  if (letter.state !== 'posted' || letter.number === null || letter.postedOn === null) {
    throw new StoreError('LETTER_NOT_POSTED', `Expected a posted letter but ${letterId} was not.`, { letterId });
  }
  const number = postingNumberOf(text);
  if (number === null) throw wrong(letterId, 'a number of the post', 'another text');
  if (number === letter.number && postedOn === letter.postedOn) return;
  const { clock, zone } = await termsOf(tx, letter.organisationId);
  const now = clockNow(clock, Date.now());
  if (judgePosting(letter.printedOn, postedOn, localDate(now, zone)).kind === 'impossible')
    throw wrong(letterId, `a day from ${letter.printedOn} until today`, postedOn);
  const arrived = letter.deliveredOn ?? letter.returnedOn;
  if (arrived !== null && postedOn > arrived) throw wrong(letterId, `a day until ${arrived}`, postedOn);
  await refuseReliedOn(work, letter);
  await tx
    .insertInto('posting_correction')
    .values({
      bundle_id: letterId,
      number_before: letter.number,
      posted_on_before: letter.postedOn,
      number,
      posted_on: postedOn,
      reason,
      corrected_by: by,
      corrected_at: now,
    })
    .execute();
  await tx
    .updateTable('registered_letter')
    .set({ number, posted_on: postedOn })
    .where('bundle_id', '=', letterId)
    .execute();
  await tx
    .updateTable('demand_posted')
    .set({ posted_on: postedOn, reference: number })
    .where('bundle_id', '=', letterId)
    .execute();
  await tellCases(work, letter, { letterNumber: number, postedOn }, by, now);
  const { organisationId } = letter;
  for (const { caseId, timer, due } of timers)
    await enqueueCommand(work, { organisationId, caseId, command: { kind: 'changeTimer', timer, due }, at: now, by });
}

/** What was asked of the register or the court stays as it was founded. */
async function refuseReliedOn({ tx }: Work, { id: letterId, kind, items }: RegisteredLetter): Promise<void> {
  const ids = items.map(({ invoiceId }) => invoiceId);
  const entry =
    kind === 'krdWarning'
      ? await tx
          .selectFrom('listing_item')
          .select('listing_id as id')
          .where('invoice_id', 'in', ids)
          .limit(1)
          .executeTakeFirst()
      : await tx
          .selectFrom('claim_item')
          .select('claim_id as id')
          .where('invoice_id', 'in', ids)
          .limit(1)
          .executeTakeFirst();
  if (entry === undefined) return;
  throw new StoreError(
    'LETTER_RELIED_ON',
    `Expected a letter that nothing is based on but ${letterId} is a ground of ${entry.id}.`,
    { letterId },
  );
}

/** Open cases that were told the posting hear of its correction. */
async function tellCases(
  work: Work,
  { id, organisationId }: RegisteredLetter,
  variables: { readonly letterNumber: string; readonly postedOn: string },
  by: string,
  at: number,
): Promise<void> {
  const cases = await work.tx
    .selectFrom('act as a')
    .innerJoin('process_case as c', 'c.id', 'a.case_id')
    .select('c.id')
    .distinct()
    .where('a.bundle_id', '=', id)
    .where('a.state', '=', 'done')
    .where('c.status', '=', 'active')
    .orderBy('c.id')
    .execute();
  for (const { id: caseId } of cases)
    await enqueueCommand(work, { organisationId, caseId, command: { kind: 'setVariables', variables }, at, by });
}

function wrong(letterId: string, expected: string, got: string): StoreError {
  return new StoreError('WRONG_POSTING', `Expected ${expected} but got ${got}.`, { letterId });
}
