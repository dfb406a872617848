import { localInstant } from '@krok/calendar';
import { listableFrom } from '@krok/receivables';
import type { LetterCorrection, RegisteredLetter } from '@krok/store';
import { type CaseReader, standingCase } from '../repairs/standing-case.ts';

/** Timers of waiting cases that were set to the first day of a listing: they go to the one that the new day gives. */
export async function timersOfPosting(
  reader: CaseReader,
  { id, kind, organisationId, postedOn }: RegisteredLetter,
  corrected: string,
): Promise<NonNullable<LetterCorrection['timers']>> {
  if (kind !== 'krdWarning' || postedOn === null || postedOn === corrected) return [];
  const { store } = reader;
  const { acts } = await store.acts.bundle(id);
  const { zone } = await store.organisations.read(organisationId);
  const startOf = (posted: string) => localInstant(listableFrom(posted), '00:00', zone);
  const moved = await Promise.all(
    [...new Set(acts.map(({ caseId }) => caseId))].map(async (caseId) => {
      const line = await store.overview.case(caseId);
      if (line.status !== 'active') return [];
      const { state } = await standingCase(reader, line);
      return Object.entries(state.timers).flatMap(([timer, { due }]) =>
        due === startOf(postedOn) ? [{ caseId, timer, due: startOf(corrected) }] : [],
      );
    }),
  );
  return moved.flat();
}
