import { useSyncExternalStore } from 'react';

/** `connected`: changes are told. `lost`: they were, and are not now. */
export type LiveState = 'connecting' | 'connected' | 'lost';

let state: LiveState = 'connecting';
const watchers = new Set<() => void>();

export function setLiveState(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const watcher of watchers) watcher();
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
}

/** How often what is on the screen is asked for again, milliseconds: rarely while changes are told. */
export function pace(): number {
  return state === 'connected' ? 60_000 : 3_000;
}
