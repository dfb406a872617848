import type { Injector } from '../designer/services.ts';

/** What happened on a diagram so far, by element and flow ids. */
export interface Progress {
  readonly tokens: readonly { readonly elementId: string; readonly count: number }[];
  readonly taken: {
    readonly elements: Readonly<Record<string, number>>;
    readonly flows: Readonly<Record<string, number>>;
  };
  readonly incidents: readonly { readonly elementId: string }[];
}

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
}
interface Overlays {
  add(id: string, type: string, overlay: { position: Record<string, number>; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}
interface Registry {
  get(id: string): unknown;
}

const overlayType = 'krok-token';

/** Marks path, tokens and incidents; the answer takes the marks away again. */
export function showProgress(viewer: Injector, { tokens, taken, incidents }: Progress): () => void {
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  const registry = viewer.get<Registry>('elementRegistry');
  const marked: [string, string][] = [];
  const mark = (id: string, marker: string) => {
    // A version of the diagram without the element has nothing to mark.
    if (!registry.get(id)) return;
    canvas.addMarker(id, marker);
    marked.push([id, marker]);
  };
  for (const id of Object.keys(taken.elements)) mark(id, 'krok-taken');
  for (const id of Object.keys(taken.flows)) mark(id, 'krok-taken');
  for (const { elementId } of tokens) mark(elementId, 'krok-active');
  for (const { elementId } of incidents) mark(elementId, 'krok-incident');
  for (const { elementId, count } of tokens) {
    if (!registry.get(elementId)) continue;
    const failed = incidents.some((incident) => incident.elementId === elementId);
    overlays.add(elementId, overlayType, { position: { top: -11, right: 11 }, html: badge(count, failed) });
  }
  return () => {
    try {
      for (const [id, marker] of marked) canvas.removeMarker(id, marker);
      overlays.remove({ type: overlayType });
    } catch {
      // The viewer was taken down before its marks.
    }
  };
}

function badge(count: number, failed: boolean): HTMLElement {
  const element = document.createElement('div');
  element.className = failed ? 'krok-token krok-token-failed' : 'krok-token';
  element.textContent = failed ? '!' : String(count);
  return element;
}
