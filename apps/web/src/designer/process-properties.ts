import { childOf, childrenOf, ensureExtension, extensionOf, own, textOf } from './moddle.ts';
import { type DiagramElement, type Injector, type ModdleElement, service } from './services.ts';

/** A `zeebe:property` of the process: subject, start rule, join rule. */
export function propertyOf(element: DiagramElement, name: string): string {
  const all = childrenOf(extensionOf(processOf(element), 'zeebe:Properties'), 'properties');
  return textOf(
    all.find((each) => each.get('name') === name),
    'value',
  );
}

export function setProperty(of: Injector, element: DiagramElement, name: string, value: string): void {
  const holder = ensureExtension(of, element, 'zeebe:Properties', { properties: [] }, processOf(element));
  const all = childrenOf(holder, 'properties');
  const modeling = service(of, 'modeling');
  const found = all.find((each) => each.get('name') === name);
  if (value === '') {
    if (found) modeling.updateModdleProperties(element, holder, { properties: all.filter((each) => each !== found) });
    return;
  }
  if (found) {
    modeling.updateModdleProperties(element, found, { value });
    return;
  }
  const made = service(of, 'bpmnFactory').create('zeebe:Property', { name, value });
  own(made, holder);
  modeling.updateModdleProperties(element, holder, { properties: [...all, made] });
}

function processOf({ businessObject }: DiagramElement): ModdleElement {
  return childOf(businessObject, 'processRef') ?? businessObject;
}
