import type { Store } from '@krok/store';
import { ApiProblem } from '../errors.ts';

/** Throws `second-person-needed` where the organisation lets nobody publish what nobody else asked for. */
export async function needsNoSecondPerson(store: Store, organisationId: string): Promise<void> {
  const { content } = await store.settings.publishing(organisationId);
  if (content.secondPerson) throw new ApiProblem('second-person-needed');
}

/** User id of the other person who asked for this publication; null where nobody has to. */
export async function askedBy(
  store: Store,
  draft: Awaited<ReturnType<Store['drafts']['read']>>,
  by: string,
): Promise<string | null> {
  const { content } = await store.settings.publishing(draft.organisationId);
  const { request, revision } = draft;
  const open = request !== null && request.declined === null && request.revision === revision ? request : null;
  if (content.secondPerson && open === null) throw new ApiProblem('second-person-needed');
  if (content.secondPerson && open?.by === by) throw new ApiProblem('own-act');
  return open === null || open.by === by ? null : open.by;
}
