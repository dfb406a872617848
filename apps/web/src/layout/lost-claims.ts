import { useSyncExternalStore } from 'react';

/** Work that somebody else took first, as far as this page has seen it. */
export interface LostClaim {
  readonly id: string;
  readonly title: string;
  /** Null where the name is not known. */
  readonly by: string | null;
}

let lost: readonly LostClaim[] = [];
const watchers = new Set<() => void>();

export function noteLostClaim(claim: LostClaim): void {
  set([claim, ...lost.filter(({ id }) => id !== claim.id)].slice(0, 20));
}

export function forgetLostClaims(): void {
  set([]);
}

export function useLostClaims(): readonly LostClaim[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => lost,
  );
}

function set(next: readonly LostClaim[]): void {
  lost = next;
  for (const watcher of watchers) watcher();
}
