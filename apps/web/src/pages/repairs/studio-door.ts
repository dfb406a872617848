import { useSyncExternalStore } from 'react';

/** What the studio opens on: `element` was clicked on the diagram, `incident` on the list of what stopped. */
export type StudioStart =
  | { readonly kind: 'any' }
  | { readonly kind: 'timer' }
  | { readonly kind: 'element'; readonly elementId: string }
  | { readonly kind: 'incident'; readonly incidentId: string };

let open: StudioStart | null = null;
const watchers = new Set<() => void>();

/** Opens the studio of the case page that is on the screen, from wherever on it. */
export function openStudio(start: StudioStart): void {
  change(start);
}

export function closeStudio(): void {
  change(null);
}

export function useStudioDoor(): StudioStart | null {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => open,
  );
}

function change(next: StudioStart | null): void {
  open = next;
  for (const watcher of watchers) watcher();
}
