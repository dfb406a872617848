import type { PostalBookError, PostalBookLine, PostalBookProblem } from '@krok/receivables';
import { StoreError } from '../errors.ts';
import type { LetterStore } from '../surface/letters.ts';
import type { StoreContext } from '../work.ts';
import { confirmPosting } from './confirm-posting.ts';

/** See `LetterStore.confirmPostalBook`. */
export async function confirmPostalBook(
  context: StoreContext,
  { organisationId, lines, by }: Parameters<LetterStore['confirmPostalBook']>[0],
): ReturnType<LetterStore['confirmPostalBook']> {
  let confirmed = 0;
  let unchanged = 0;
  const errors: PostalBookError[] = [];
  for (const line of lines) {
    const known = await context.db
      .selectFrom('registered_letter')
      .select(['bundle_id', 'state', 'printed_on', 'number', 'posted_on'])
      .where('organisation_id', '=', organisationId)
      .where('reference', '=', line.reference)
      .execute();
    const [letter, second] = known;
    const { number, postedOn } = line;
    if (letter === undefined || second !== undefined) {
      errors.push(problem(line, letter === undefined ? 'noSuchLetter' : 'severalLetters'));
    } else if (letter.state === 'posted' && letter.number === number && letter.posted_on === postedOn) {
      unchanged += 1;
    } else {
      const code = await tried(() => confirmPosting(context, { letterId: letter.bundle_id, number, postedOn, by }));
      if (code === null) confirmed += 1;
      else errors.push(problem(line, code === 'day' ? dayProblem(postedOn, letter.printed_on) : code));
    }
  }
  return { confirmed, unchanged, errors };
}

async function tried(confirm: () => Promise<unknown>): Promise<PostalBookProblem | 'day' | null> {
  try {
    await confirm();
    return null;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'WRONG_POSTING') return 'day';
    if (error.code === 'LETTER_POSTED') return 'postedOtherwise';
    if (error.code === 'LETTER_NUMBER_TAKEN') return 'numberTaken';
    throw error;
  }
}

function dayProblem(postedOn: string, printedOn: string): PostalBookProblem {
  return postedOn < printedOn ? 'beforePrinted' : 'inFuture';
}

function problem({ line, reference, number, postedOn }: PostalBookLine, code: PostalBookProblem): PostalBookError {
  return { line, code, got: `${reference} ${number} ${postedOn}` };
}
