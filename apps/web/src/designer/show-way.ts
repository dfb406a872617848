import type { Counterexample } from '@krok/lint';
import { type Injector, service } from './services.ts';

const overlayType = 'krok-way';

/**
 * Marks the first `steps` steps of the way to what is wrong: what was passed, where the last of them is, and at its end the
 * places where tokens stand. Answers what takes the marks away.
 */
export function showWay(of: Injector, { path, at }: Counterexample, steps: number): () => void {
  const canvas = service(of, 'canvas');
  const registry = service(of, 'elementRegistry');
  const overlays = service(of, 'overlays');
  const root = canvas.getRootElement().id;
  const marked: [string, string][] = [];
  const mark = (id: string, marker: string) => {
    // The drawing may have changed since it was checked.
    if (!registry.get(id) || id === root) return;
    canvas.addMarker(id, marker);
    marked.push([id, marker]);
  };
  for (const { element, flows } of path.slice(0, steps)) {
    mark(element, 'krok-way');
    for (const flow of flows) mark(flow, 'krok-way');
  }
  const now = path[steps - 1];
  const isEnd = steps >= path.length;
  if (now && !isEnd) mark(now.element, 'krok-way-now');
  for (const id of isEnd ? at : []) {
    mark(id, 'krok-way-end');
    const element = registry.get(id);
    if (!element || id === root || element.waypoints) continue;
    const token = document.createElement('div');
    token.className = 'krok-token krok-token-failed';
    token.textContent = '●';
    overlays.add(id, overlayType, { position: { top: -11, right: 11 }, html: token });
  }
  return () => {
    try {
      for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker);
      overlays.remove({ type: overlayType });
    } catch {
      // The modeler was taken down before its marks.
    }
  };
}

/** Marks what no run reaches. */
export function markDead(of: Injector, ids: readonly string[]): () => void {
  const canvas = service(of, 'canvas');
  const registry = service(of, 'elementRegistry');
  const shown = ids.filter((id) => registry.get(id));
  for (const id of shown) canvas.addMarker(id, 'krok-dead');
  return () => {
    try {
      for (const id of shown) if (registry.get(id)) canvas.removeMarker(id, 'krok-dead');
    } catch {
      // The modeler was taken down before its marks.
    }
  };
}
