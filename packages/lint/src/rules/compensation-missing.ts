import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import { elementAt, type Rule } from './rule.ts';
import { triggersOf } from './timers.ts';

/** BPMN 2.0 §13.5.5: what has no handler is not compensated; where there is none at all the event does nothing. */
export const compensationMissing: Rule = (process, add) => {
  for (const element of process.elements) {
    if (element.type !== 'endEvent' && element.type !== 'intermediateThrowEvent') continue;
    for (const trigger of triggersOf(element)) {
      if (trigger.kind !== 'compensation') continue;
      const places = trigger.activity === undefined ? scopesOf(process, element) : [trigger.activity];
      const meant = places.flatMap((index) => elementAt(process, index) ?? []);
      if (!meant.some((each) => hasHandler(process, each))) add('compensation-without-handler', 'warning', element.id);
    }
  }
};

/** Its own scope; from within an event sub-process also the one around it, which it may compensate. */
function scopesOf(process: ExecutableProcess, element: ExecutableElement): readonly number[] {
  const found = [element.scope];
  for (let at = element.scope; elementAt(process, at)?.type === 'eventSubProcess'; ) {
    at = elementAt(process, at)?.scope ?? 0;
    found.push(at);
  }
  return found;
}

function hasHandler(process: ExecutableProcess, root: ExecutableElement): boolean {
  const open = [root];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.compensationHandler !== undefined) return true;
    if (element.type === 'startEvent' && triggersOf(element).some(({ kind }) => kind === 'compensation')) return true;
    if (!('children' in element)) continue;
    for (const index of [...element.children, ...element.eventSubProcesses, ...element.startEvents])
      open.push(...[elementAt(process, index)].filter((each) => each !== undefined));
  }
  return false;
}
