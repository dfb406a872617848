import { type DiagramElement, type Injector, service } from './services.ts';

/** Whether a step can have a deadline of its own. */
export function canHaveDeadline(element: DiagramElement | undefined): element is DiagramElement {
  const { businessObject } = element ?? {};
  return businessObject?.$instanceOf('bpmn:Activity') === true && businessObject.get('triggeredByEvent') !== true;
}

/** Puts a deadline on the lower edge of a step, beside those that are there. */
export function addDeadline(of: Injector, step: DiagramElement, deadline: DiagramElement): DiagramElement {
  const modeling = service(of, 'modeling');
  const there = service(of, 'elementRegistry').filter(({ host }) => host === step).length;
  const x = step.x + step.width - 20 - ((there * 46) % Math.max(46, step.width - 20));
  const made = modeling.createShape(deadline, { x, y: step.y + step.height }, step, { attach: true });
  service(of, 'selection').select(made);
  return made;
}
