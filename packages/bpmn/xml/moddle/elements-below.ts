import { isModdleElement, propertiesOf, type ModdleElement } from './moddle-element.ts';

/** An element and everything it contains, without the layout and without what is only referenced. */
export function elementsBelow(root: ModdleElement): readonly ModdleElement[] {
  const found: ModdleElement[] = [];
  const pending: ModdleElement[] = [root];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    found.push(element);
    for (const property of propertiesOf(element)) {
      if (!property.isReference)
        pending.push(...valuesOf(element, property.localName).filter((value) => !value.$type.startsWith('bpmndi:')));
    }
  }
  return found;
}

/** Elements held by a property, one or many. */
export function valuesOf(element: ModdleElement, property: string): readonly ModdleElement[] {
  const value = element[property];
  if (Array.isArray(value)) return value.filter(isModdleElement);
  return isModdleElement(value) ? [value] : [];
}
