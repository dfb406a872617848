import { childOf, eventDefinitionOf, own, textOf } from './moddle.ts';
import { type DiagramElement, type Injector, type ModdleElement, service } from './services.ts';
import type { TimerText } from './wait.ts';

/** The timer of an event, where it is a date or a duration. */
export function timerOf(element: ModdleElement): TimerText | null {
  const definition = eventDefinitionOf(element, 'bpmn:TimerEventDefinition');
  if (!definition || childOf(definition, 'timeCycle')) return null;
  for (const property of ['timeDate', 'timeDuration'] as const) {
    const child = childOf(definition, property);
    if (child) return { property, text: textOf(child, 'body') };
  }
  return { property: 'timeDuration', text: '' };
}

export function setTimer(of: Injector, element: DiagramElement, { property, text }: TimerText): void {
  const definition = eventDefinitionOf(element.businessObject, 'bpmn:TimerEventDefinition');
  if (!definition) return;
  const body = service(of, 'bpmnFactory').create('bpmn:FormalExpression', { body: text });
  own(body, definition);
  service(of, 'modeling').updateModdleProperties(element, definition, {
    timeDate: undefined,
    timeDuration: undefined,
    [property]: body,
  });
}
