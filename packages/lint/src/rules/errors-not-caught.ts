import type { ExecutableElement, ExecutableProcess, Expression } from '@krok/bpmn/executable';
import { type Rule, elementAt } from './rule.ts';
import { triggersOf } from './timers.ts';

/** BPMN 2.0 §10.5.1: an error that nothing catches is unresolved, here an incident. */
export const errorsNotCaught: Rule = (process, add) => {
  for (const element of process.elements) {
    if (element.type !== 'endEvent') continue;
    for (const trigger of triggersOf(element)) {
      if (trigger.kind !== 'error' || trigger.code?.kind !== 'static') continue;
      const code = trigger.code.text;
      if (!isCaught(process, element, code)) add('error-not-caught', 'warning', element.id, { code });
    }
  }
};

function isCaught(process: ExecutableProcess, thrower: ExecutableElement, code: string): boolean {
  let inner = thrower;
  for (let scope = elementAt(process, inner.scope); scope !== undefined; scope = elementAt(process, scope.scope)) {
    const boundaries = (scope.boundaries ?? []).flatMap((index) => elementAt(process, index) ?? []);
    const starts =
      'children' in scope
        ? scope.eventSubProcesses.filter((index) => index !== inner.index).flatMap((index) => startsOf(process, index))
        : [];
    if ([...boundaries, ...starts].some((event) => catches(event, code))) return true;
    inner = scope;
  }
  return false;
}

function startsOf(process: ExecutableProcess, index: number): readonly ExecutableElement[] {
  const scope = elementAt(process, index);
  return scope !== undefined && 'startEvents' in scope
    ? scope.startEvents.flatMap((start) => elementAt(process, start) ?? [])
    : [];
}

function catches(event: ExecutableElement, code: string): boolean {
  return triggersOf(event).some(
    (trigger) => trigger.kind === 'error' && (trigger.code === undefined || names(trigger.code, code)),
  );
}

function names(caught: Expression, code: string): boolean {
  return caught.kind !== 'static' || caught.text === code;
}
