/** One element as the reader gives it. Every access goes through the functions below, which check what they find. */
export interface ModdleElement {
  readonly $type: string;
  readonly [property: string]: unknown;
}

/** A property of an element's type, as the BPMN schema declares it. */
interface PropertyDescriptor {
  readonly name: string;
  readonly localName: string;
  readonly type: string;
  readonly isMany: boolean;
  readonly isReference: boolean;
}

export function isModdleElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string';
}

/** `bpmn:UserTask` is a `bpmn:Task`. */
export function isA(element: ModdleElement, type: string): boolean {
  const test = element['$instanceOf'];
  return typeof test === 'function' && test.call(element, type) === true;
}

export function parentOf(element: ModdleElement): ModdleElement | undefined {
  return asElement(element['$parent']);
}

export function textOf(element: ModdleElement, property: string): string | undefined {
  const value = element[property];
  return typeof value === 'string' ? value : undefined;
}

export function idOf(element: ModdleElement): string | undefined {
  const id = textOf(element, 'id');
  return id === '' ? undefined : id;
}

/** Id of the element or of the nearest one around it that has an id: where a finding points to. */
export function nearestId(element: ModdleElement | undefined): string | undefined {
  let current = element;
  while (current !== undefined) {
    const id = idOf(current);
    if (id !== undefined) return id;
    current = parentOf(current);
  }
  return undefined;
}

/** Schema defaults are on the prototype, so that an absent attribute reads as its default. */
export function flagOf(element: ModdleElement, property: string): boolean {
  return element[property] === true;
}

export function numberOf(element: ModdleElement, property: string): number | undefined {
  const value = element[property];
  return typeof value === 'number' ? value : undefined;
}

export function childOf(element: ModdleElement, property: string): ModdleElement | undefined {
  return asElement(element[property]);
}

export function childrenOf(element: ModdleElement, property: string): readonly ModdleElement[] {
  const value = element[property];
  return Array.isArray(value) ? value.filter(isModdleElement) : [];
}

/** Text content of a child expression; absent where there is no such child, '' where it is empty. */
export function bodyOf(element: ModdleElement, property: string): string | undefined {
  const child = childOf(element, property);
  return child && (textOf(child, 'body') ?? '');
}

export function extensionsOf(element: ModdleElement): readonly ModdleElement[] {
  const container = childOf(element, 'extensionElements');
  return container ? childrenOf(container, 'values') : [];
}

export function extensionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensionsOf(element).find((extension) => extension.$type === type);
}

export function propertiesOf(element: ModdleElement): readonly PropertyDescriptor[] {
  const descriptor = element['$descriptor'];
  if (typeof descriptor !== 'object' || descriptor === null || !('properties' in descriptor)) return [];
  return Array.isArray(descriptor.properties) ? descriptor.properties.flatMap(toDescriptor) : [];
}

/** `startEvent` of `bpmn:StartEvent`. */
export function localType(element: ModdleElement): string {
  const local = element.$type.slice(element.$type.indexOf(':') + 1);
  return local.charAt(0).toLowerCase() + local.slice(1);
}

function asElement(value: unknown): ModdleElement | undefined {
  return isModdleElement(value) ? value : undefined;
}

function toDescriptor(value: unknown): PropertyDescriptor[] {
  if (typeof value !== 'object' || value === null) return [];
  const property: Record<string, unknown> = { ...value };
  const { name, type, ns } = property;
  if (typeof name !== 'string' || typeof type !== 'string') return [];
  const local = typeof ns === 'object' && ns !== null && 'localName' in ns ? ns.localName : name;
  return [
    {
      name,
      type,
      localName: typeof local === 'string' ? local : name,
      isMany: property['isMany'] === true,
      isReference: property['isReference'] === true,
    },
  ];
}
