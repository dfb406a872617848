import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import { type Rule, successorsOf } from './rule.ts';

/** Elements that no way leads to (BPMN 2.0 §13.3.1): whatever the conditions are. */
export const unreachable: Rule = (process, add) => {
  const reached = reachable(process);
  for (const element of process.elements) {
    if (!reached.has(element.index)) add('element-unreachable', 'warning', element.id);
  }
};

export function reachable(process: ExecutableProcess): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const element = process.elements[at];
    if (element === undefined || reached.has(at)) continue;
    reached.add(at);
    open.push(...successorsOf(process, element), ...entriesOf(process, element));
  }
  return reached;
}

/** What begins with a scope: its starts, else what nothing leads to; and its event sub-processes. */
function entriesOf(process: ExecutableProcess, scope: ExecutableElement): readonly number[] {
  if (!('children' in scope)) return [];
  const alone = scope.children.filter((index) => {
    const element = process.elements[index];
    if (element === undefined || element.incoming.length > 0 || element.isForCompensation === true) return false;
    if (element.type === 'boundaryEvent') return false;
    const isLink = 'trigger' in element && element.trigger.kind === 'link';
    if (element.type === 'intermediateCatchEvent' && isLink) return false;
    return scope.startEvents.length === 0 || ('instantiate' in element && element.instantiate);
  });
  return [...scope.startEvents, ...alone, ...scope.eventSubProcesses];
}
