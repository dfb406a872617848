import type { WorkDetail } from '@krok/contracts/schemas';
import type { BundleWithActs, Store } from '@krok/store';
import { iso } from '../case-view/case-position.ts';
import { claimViews, listingViews } from '../duties/entry-view.ts';
import { letterViews } from '../duties/letter-view.ts';
import type { Person } from '../sign-in/person.ts';

/** The letter, listing or claim that asks for the work, as far as the person may see it. */
export async function dutyAbout(
  store: Store,
  { acts, organisationId }: BundleWithActs,
  person: Person,
): Promise<WorkDetail['about']> {
  const [{ source } = { source: null }] = acts;
  if (source === null) return null;
  if (source.kind === 'letter') {
    if (!person.permissions.includes('letters.read')) return null;
    const [letter] = await letterViews(store, organisationId, [await store.letters.letter(source.id)]);
    return letter === undefined ? null : { kind: 'letter', letter };
  }
  if (source.kind === 'reply') {
    const { id, channel, receivedOn, text, recordedBy, recordedAt } = await store.replies.reply(source.id);
    const people = await store.users.list(organisationId);
    const by = people.find((one) => one.id === recordedBy)?.name ?? '';
    return { kind: 'reply', reply: { id, channel, receivedOn, text, by, at: iso(recordedAt) } };
  }
  if (!person.permissions.includes('duties.read')) return null;
  if (source.kind === 'listing') {
    const [listing] = await listingViews(store, organisationId, [await store.duties.listing(source.id)]);
    return listing === undefined ? null : { kind: 'listing', listing };
  }
  if (source.kind === 'claim') {
    const [claim] = await claimViews(store, organisationId, [await store.duties.claim(source.id)]);
    return claim === undefined ? null : { kind: 'claim', claim };
  }
  return null;
}
