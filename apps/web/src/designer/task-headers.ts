import { childrenOf, ensureExtension, extensionOf, own, textOf } from './moddle.ts';
import { type DiagramElement, type Injector, type ModdleElement, service } from './services.ts';

export function headerOf(element: ModdleElement, key: string): string {
  const headers = childrenOf(extensionOf(element, 'zeebe:TaskHeaders'), 'values');
  return textOf(
    headers.find((each) => each.get('key') === key),
    'value',
  );
}

/** Sets, adds or, for empty text, removes a task header. */
export function setHeader(of: Injector, element: DiagramElement, key: string, value: string): void {
  const holder = ensureExtension(of, element, 'zeebe:TaskHeaders', { values: [] });
  const values = childrenOf(holder, 'values');
  const modeling = service(of, 'modeling');
  const found = values.find((each) => each.get('key') === key);
  if (value === '') {
    if (found) modeling.updateModdleProperties(element, holder, { values: values.filter((each) => each !== found) });
    return;
  }
  if (found) {
    modeling.updateModdleProperties(element, found, { value });
    return;
  }
  const made = service(of, 'bpmnFactory').create('zeebe:Header', { key, value });
  own(made, holder);
  modeling.updateModdleProperties(element, holder, { values: [...values, made] });
}
