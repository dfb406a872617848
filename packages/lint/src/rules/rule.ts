import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import type { Add } from '../finding.ts';
import type { CheckOptions } from '../check-options.ts';

/** Looks at one executable process. */
export type Rule = (process: ExecutableProcess, add: Add, options: CheckOptions) => void;

export function elementAt(process: ExecutableProcess, index: number): ExecutableElement | undefined {
  return process.elements[index];
}

/** Flows by which a token can leave an element, and where they lead; boundary events and links included. */
export function successorsOf(process: ExecutableProcess, element: ExecutableElement): readonly number[] {
  const next = element.outgoing.flatMap((flow) => process.flows[flow]?.target ?? []);
  next.push(...(element.boundaries ?? []));
  if ('trigger' in element && element.trigger.kind === 'link' && element.trigger.target !== undefined)
    next.push(element.trigger.target);
  if (element.compensationHandler !== undefined) next.push(element.compensationHandler);
  return next;
}
