import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import { successorsOf } from './rules/rule.ts';

/**
 * Elements that no run reaches because every run stops before them: what follows, through dead elements only, the places
 * at which a run stands for ever. What is dead for a reason of its own is not among them.
 */
export function consequencesOf(
  processes: readonly ExecutableProcess[],
  { at, dead }: { readonly at: readonly string[]; readonly dead: readonly string[] },
): readonly string[] {
  const found = new Set<string>();
  const isDead = new Set(dead);
  for (const process of processes) {
    const open = process.elements.filter(({ id }) => at.includes(id)).flatMap((each) => withScopes(process, each));
    for (let element = open.pop(); element !== undefined; element = open.pop()) {
      if (isDead.has(element.id)) found.add(element.id);
      for (const index of nextOf(process, element, isDead)) {
        const next = process.elements[index];
        if (next !== undefined && isDead.has(next.id) && !found.has(next.id)) open.push(next);
      }
    }
  }
  return dead.filter((id) => found.has(id));
}

/** Of elements that no run reaches, those to which something leads that is reached: the others follow them. */
export function firstOf(processes: readonly ExecutableProcess[], dead: readonly string[]): readonly string[] {
  const isDead = new Set(dead);
  const found = new Set<string>();
  for (const process of processes) {
    for (const element of process.elements) {
      if (isDead.has(element.id)) continue;
      for (const index of successorsOf(process, element)) {
        const next = process.elements[index];
        if (next !== undefined && isDead.has(next.id)) found.add(next.id);
      }
    }
  }
  return dead.filter((id) => found.has(id));
}

/** A scope does not end as long as something stands in it. */
function withScopes(process: ExecutableProcess, element: ExecutableElement): ExecutableElement[] {
  const found = [element];
  for (let at = element; at.index > 0; ) {
    const scope = process.elements[at.scope];
    if (scope === undefined || scope.index === 0) break;
    found.push(scope);
    at = scope;
  }
  return found;
}

function nextOf(
  process: ExecutableProcess,
  element: ExecutableElement,
  isDead: ReadonlySet<string>,
): readonly number[] {
  if (!('children' in element) || !isDead.has(element.id)) return successorsOf(process, element);
  return [...successorsOf(process, element), ...element.children, ...element.eventSubProcesses];
}
