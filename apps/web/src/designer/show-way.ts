import type { Counterexample, CounterexampleStep } from '@krok/lint';
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
  for (const step of path.slice(0, steps)) {
    mark(placeOf(of, step), 'krok-way');
    for (const flow of step.flows) mark(flow, 'krok-way');
  }
  const now = path[steps - 1];
  const isEnd = steps >= path.length;
  if (now && !isEnd) mark(placeOf(of, now), 'krok-way-now');
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

/** Element of a step as it is drawn: a process that starts is its start event. */
export function placeOf(of: Injector, { element, flows: [first] }: CounterexampleStep): string {
  const registry = service(of, 'elementRegistry');
  const found = registry.get(element);
  if (found && !['bpmn:Process', 'bpmn:Participant', 'bpmn:Collaboration'].includes(found.type)) return element;
  return (first !== undefined && registry.get(first)?.source?.id) || element;
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
