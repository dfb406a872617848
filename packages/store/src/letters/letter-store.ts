import { sql } from 'kysely';
import { StoreError } from '../errors.ts';
import { isUuid } from '../uuid.ts';
import type { LetterFilter, LetterStore } from '../surface/letters.ts';
import type { StoreContext } from '../work.ts';
import { confirmPosting } from './confirm-posting.ts';
import { correctPosting } from './correct-posting.ts';
import { readLetter, toLetters } from './letter-rows.ts';
import { fileOf, printedLetters } from './printed-letters.ts';
import { confirmPostalBook } from './postal-book.ts';

export function letterStore(context: StoreContext): LetterStore {
  const { db } = context;
  return {
    letter: (id) => readLetter(db, id),
    letters: async (filter) => {
      const { total } = await matching(context, filter)
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      const rows = await matching(context, filter)
        .selectAll()
        .orderBy(sql`CASE state WHEN 'awaiting' THEN 0 ELSE 1 END`)
        .orderBy(sql`CASE state WHEN 'awaiting' THEN printed_on END`)
        .orderBy(sql`coalesce(posted_on, printed_on) DESC`)
        .orderBy('bundle_id')
        .limit(filter.size)
        .offset((filter.page - 1) * filter.size)
        .execute();
      return { items: await toLetters(db, rows), total };
    },
    printed: (filter) => printedLetters(db, filter),
    fileOf: (id, organisationId) => fileOf(db, id, organisationId),
    confirmPosting: (posting) => confirmPosting(context, posting),
    correctPosting: (correction) => correctPosting(context, correction),
    corrections: async (letterIds) => {
      const ids = letterIds.filter(isUuid);
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('posting_correction')
        .selectAll()
        .where('bundle_id', 'in', ids)
        .orderBy('position')
        .execute();
      return rows.map((row) => ({
        letterId: row.bundle_id,
        before: { number: row.number_before, postedOn: row.posted_on_before },
        after: { number: row.number, postedOn: row.posted_on },
        reason: row.reason,
        by: row.corrected_by,
        at: row.corrected_at,
      }));
    },
    confirmPostalBook: (book) => confirmPostalBook(context, book),
    recordReceipt: async ({ letterId, outcome, on }) => {
      const letter = await readLetter(db, letterId);
      if (letter.postedOn === null) {
        throw new StoreError('LETTER_NOT_POSTED', `Expected a posted letter but ${letterId} was not.`, { letterId });
      }
      if (on < letter.postedOn) {
        throw new StoreError('WRONG_POSTING', `Expected a day from ${letter.postedOn} on but got ${on}.`, { letterId });
      }
      await db
        .updateTable('registered_letter')
        .set({
          delivered_on: outcome === 'delivered' ? on : null,
          returned_on: outcome === 'returned' ? on : null,
        })
        .where('bundle_id', '=', letterId)
        .execute();
      return readLetter(db, letterId);
    },
  };
}

function matching({ db }: StoreContext, { organisationId, state, creditorId, debtorId, invoiceId }: LetterFilter) {
  let query = db.selectFrom('registered_letter').where('organisation_id', '=', organisationId);
  if (state !== undefined) query = query.where('state', '=', state);
  if (creditorId !== undefined) query = query.where('creditor_id', '=', creditorId);
  if (debtorId !== undefined) query = query.where('debtor_id', '=', debtorId);
  if (invoiceId !== undefined) {
    query = query.where('bundle_id', 'in', (eb) =>
      eb.selectFrom('registered_letter_item').select('bundle_id').where('invoice_id', '=', invoiceId),
    );
  }
  return query;
}
