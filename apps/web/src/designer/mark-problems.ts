import type { Problem } from './check/problem.ts';
import { type Injector, service } from './services.ts';

const overlayType = 'krok-problem';
const rank = { error: 0, warning: 1, info: 2 };

/** Puts a sign on every element that has a problem; answers what takes the signs away. */
export function markProblems(
  of: Injector,
  problems: readonly Problem[],
  say: (problem: Problem) => string,
): () => void {
  const overlays = service(of, 'overlays');
  const registry = service(of, 'elementRegistry');
  const canvas = service(of, 'canvas');
  const root = canvas.getRootElement().id;
  const marked: string[] = [];
  for (const [id, own] of byElement(problems)) {
    if (!registry.get(id) || id === root) continue;
    const [worst] = own;
    if (!worst || worst.severity === 'info') continue;
    canvas.addMarker(id, `krok-${worst.severity}`);
    marked.push(id);
    const sign = document.createElement('div');
    sign.className = `krok-problem krok-problem-${worst.severity}`;
    sign.textContent = own.length > 1 ? String(own.length) : '!';
    sign.title = own.map(say).join('\n');
    overlays.add(id, overlayType, { position: { top: -10, left: -10 }, html: sign });
  }
  return () => {
    try {
      overlays.remove({ type: overlayType });
      for (const id of marked) for (const severity of ['error', 'warning']) canvas.removeMarker(id, `krok-${severity}`);
    } catch {
      // The modeler was taken down before its signs.
    }
  };
}

function byElement(problems: readonly Problem[]): ReadonlyMap<string, Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.element === undefined) continue;
    const own = found.get(problem.element) ?? [];
    own.push(problem);
    found.set(problem.element, own);
  }
  for (const own of found.values()) own.sort((one, other) => rank[one.severity] - rank[other.severity]);
  return found;
}
