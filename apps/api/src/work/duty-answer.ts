import { type CompleteWorkBody, dutyOutcomes, type DutyTask } from '@krok/contracts/schemas';
import { postingNumberOf } from '@krok/receivables';
import type { BundleWithActs, Store } from '@krok/store';
import { z } from 'zod';
import { ApiProblem } from '../errors.ts';

/** What the answer to a duty tells its listing, claim or letter. Throws `wrong-outcome` where the duty has no such answer. */
export async function dutyAnswer(
  store: Store,
  duty: DutyTask,
  { acts }: BundleWithActs,
  { outcome, variables, results = [] }: CompleteWorkBody,
): Promise<Record<string, string>> {
  const known: readonly string[] = dutyOutcomes[duty];
  if (!known.includes(outcome)) {
    throw refused('/outcome', `Expected ${known.join(' or ')} but got ${outcome}`);
  }
  if (results.length > 0) throw refused('/results', 'Expected one answer but got results by case');
  switch (duty) {
    case 'decideCosts':
      return { outcome, costs: outcome };
    case 'correctListing': {
      const { state } = await store.duties.listing(acts[0]?.source.id ?? '');
      if (outcome === 'giveUp' && state !== 'rejected') {
        throw refused('/outcome', 'Expected retry but got giveUp: what is owed to the debtor is not given up');
      }
      return { outcome, decision: outcome };
    }
    case 'answerReply':
      return { outcome };
    case 'confirmPosting':
      return outcome === 'posted' ? { outcome, ...postingOf(variables) } : { outcome };
  }
}

const posting = z.object({
  letterNumber: z.string().refine((text) => postingNumberOf(text) !== null),
  postedOn: z.iso.date(),
});

function postingOf(variables: CompleteWorkBody['variables']): { letterNumber: string; postedOn: string } {
  const read = posting.safeParse(variables);
  if (read.success) return read.data;
  const expected = { letterNumber: 'a number of the post', postedOn: 'an ISO date' };
  const errors = [...new Set(read.error.issues.map(({ path }) => path[0]))].flatMap((name) =>
    name === 'letterNumber' || name === 'postedOn'
      ? [{ pointer: `/variables/${name}`, detail: `Expected ${expected[name]} but it is missing or another text` }]
      : [],
  );
  throw new ApiProblem('invalid-input', { errors });
}

function refused(pointer: string, detail: string): ApiProblem {
  return new ApiProblem('wrong-outcome', { detail, errors: [{ pointer, detail }] });
}
