/** One element as the reader gives it. Every access goes through the functions below, which check what they find. */
export interface DmnElement {
  readonly $type: string;
  readonly [property: string]: unknown;
}

export function isDmnElement(value: unknown): value is DmnElement {
  return typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string';
}

export function textOf(element: DmnElement, property: string): string | undefined {
  const value = element[property];
  return typeof value === 'string' ? value : undefined;
}

export function flagOf(element: DmnElement, property: string): boolean {
  return element[property] === true;
}

export function childOf(element: DmnElement | undefined, property: string): DmnElement | undefined {
  const value = element?.[property];
  return isDmnElement(value) ? value : undefined;
}

export function childrenOf(element: DmnElement, property: string): readonly DmnElement[] {
  const value = element[property];
  return Array.isArray(value) ? value.filter(isDmnElement) : [];
}

/** A name as FEEL knows it: runs of white space are one space. */
export function nameOf(element: DmnElement): string {
  return (textOf(element, 'name') ?? '').trim().replace(/\s+/g, ' ');
}

export function idOf(element: DmnElement): string | undefined {
  return textOf(element, 'id')?.trim() || undefined;
}

/** Where a finding points to: the nearest id within the file, else the nearest name. */
export function nearestId(element: DmnElement | undefined): string | undefined {
  let name: string | undefined;
  for (let at = element; at !== undefined && at.$type !== 'dmn:Definitions'; at = childOf(at, '$parent')) {
    const id = idOf(at);
    if (id !== undefined) return id;
    name ??= nameOf(at) || undefined;
  }
  return name;
}

/** `decision` of `dmn:Decision`. */
export function kindOf(element: DmnElement): string {
  const local = element.$type.slice(element.$type.indexOf(':') + 1);
  return local.charAt(0).toLowerCase() + local.slice(1);
}
