import type { DiagramElement, Injector, ModdleElement } from './services.ts';
import { service } from './services.ts';

export function textOf(element: ModdleElement | undefined, name: string): string {
  const value = element?.get(name);
  return typeof value === 'string' ? value : '';
}

export function isModdle(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

export function childOf(element: ModdleElement | undefined, name: string): ModdleElement | undefined {
  const value = element?.get(name);
  return isModdle(value) ? value : undefined;
}

export function childrenOf(element: ModdleElement | undefined, name: string): readonly ModdleElement[] {
  const value: unknown = element?.get(name);
  return Array.isArray(value) ? value.filter(isModdle) : [];
}

/** An extension of an element by its type, such as `zeebe:TaskHeaders`. */
export function extensionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  return childrenOf(childOf(element, 'extensionElements'), 'values').find((each) => each.$type === type);
}

/** The extension, made where it is missing; every change is a command that can be undone. */
export function ensureExtension(
  of: Injector,
  element: DiagramElement,
  type: string,
  initial: object = {},
  businessObject: ModdleElement = element.businessObject,
): ModdleElement {
  const found = extensionOf(businessObject, type);
  if (found) return found;
  const factory = service(of, 'bpmnFactory');
  const modeling = service(of, 'modeling');
  const made = factory.create(type, initial);
  const holder = childOf(businessObject, 'extensionElements');
  if (holder) {
    own(made, holder);
    modeling.updateModdleProperties(element, holder, { values: [...childrenOf(holder, 'values'), made] });
    return made;
  }
  const created = factory.create('bpmn:ExtensionElements', { values: [made] });
  own(made, created);
  own(created, businessObject);
  modeling.updateModdleProperties(element, businessObject, { extensionElements: created });
  return made;
}

export function removeExtension(of: Injector, element: DiagramElement, type: string): void {
  const holder = childOf(element.businessObject, 'extensionElements');
  if (!holder) return;
  service(of, 'modeling').updateModdleProperties(element, holder, {
    values: childrenOf(holder, 'values').filter((each) => each.$type !== type),
  });
}

/** Elements of BPMN know whose child they are; the library's writers count on it. */
export function own(child: ModdleElement, parent: ModdleElement): void {
  Object.assign(child, { $parent: parent });
}

/** Event definition of an event, such as its timer. */
export function eventDefinitionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  if (!element.$instanceOf('bpmn:Event')) return undefined;
  return childrenOf(element, 'eventDefinitions').find((each) => each.$type === type);
}

/** The definitions that hold everything. */
export function definitionsOf(element: ModdleElement): ModdleElement {
  let at = element;
  while (at.$parent) at = at.$parent;
  return at;
}
