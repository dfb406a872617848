import { listenOn } from '../listen-on.ts';
import type { LiveChange, LiveKind, LiveStore } from '../surface/live.ts';
import { LIVE_CHANNEL } from './live-bell.ts';

/** See `LiveStore.listen`. */
export function listenToChanges(
  url: string,
  { changed, lost }: Parameters<LiveStore['listen']>[0],
): Promise<{ close(): Promise<void> }> {
  return listenOn(url, LIVE_CHANNEL, {
    name: 'krok live',
    heard: (payload) => changed(changesOf(payload || '[]')),
    back: lost,
  });
}

const KINDS: readonly LiveKind[] = ['case', 'work', 'debtor', 'procedure', 'clock'];

/** Written by any release: what this one does not know is left out. */
function changesOf(payload: string): LiveChange[] {
  const found: unknown = JSON.parse(payload);
  if (!Array.isArray(found)) return [];
  return found.flatMap((each: unknown) => {
    if (!Array.isArray(each)) return [];
    const [organisationId, named, id]: unknown[] = each;
    const kind = KINDS.find((one) => one === named);
    if (typeof organisationId !== 'string' || kind === undefined) return [];
    return { organisationId, kind, id: typeof id === 'string' ? id : null };
  });
}
