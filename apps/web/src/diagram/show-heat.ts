import { type Injector, service } from '../designer/services.ts';

/** A number on an element; `text` says it in words. */
export interface HeatCount {
  readonly element: string;
  readonly count: number;
  readonly text: string;
  /** Some of the cases need attention. */
  readonly alarmed: boolean;
}

const overlayType = 'krok-heat';
const degrees = 4;
/** Of their size: on a drawing that is shown whole, numbers stay readable. */
const SMALLEST = 0.78;

/** Numbers on elements, the warmer the more cases; answers what takes them away. */
export function showHeat(of: Injector, counts: readonly HeatCount[]): () => void {
  const canvas = service(of, 'canvas');
  const registry = service(of, 'elementRegistry');
  const overlays = service(of, 'overlays');
  const root = canvas.getRootElement().id;
  const shown = counts.filter(({ element }) => registry.get(element) && element !== root);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const marked: [string, string][] = [];
  for (const { element, count, text, alarmed } of shown) {
    const degree = Math.max(1, Math.ceil((count / most) * degrees));
    const isFrame = registry.get(element)?.type.endsWith('SubProcess') === true;
    const marker = `krok-heat-${degree}`;
    if (!isFrame) {
      canvas.addMarker(element, marker);
      marked.push([element, marker]);
    }
    const badge = document.createElement('div');
    badge.className = `krok-heat krok-heat-badge-${degree}${alarmed ? ' krok-heat-alarmed' : ''}`;
    badge.textContent = String(count);
    badge.title = text;
    overlays.add(element, overlayType, { position: { bottom: 9, right: 14 }, scale: { min: SMALLEST }, html: badge });
  }
  return () => {
    try {
      for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker);
      overlays.remove({ type: overlayType });
    } catch {
      // The viewer was taken down before its numbers.
    }
  };
}
