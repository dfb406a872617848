import type { ScannedElement } from './scan-xml.ts';

/** 1-based place in the file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type Positions = (id: string, path?: string) => Position | undefined;
export type Owners = (position: Position) => string | undefined;

/**
 * Finds the start tag of an element by its id, or of the first part below it that `path` names.
 * The last segment of a path is a tag (`zeebe:taskDefinition`, `timeDuration`) or an attribute of the tag before it.
 */
export function createPositions(elements: readonly ScannedElement[]): Positions {
  const byId = new Map<string, number>();
  elements.forEach((element, index) => {
    if (element.id !== undefined && !byId.has(element.id)) byId.set(element.id, index);
  });
  return (id, path) => {
    const start = byId.get(id);
    if (start === undefined) return undefined;
    const found = path === undefined ? start : descend(elements, start, path);
    const element = elements[found];
    return element && { line: element.line, column: element.column };
  };
}

/** Finds the id of the element whose tag starts at a place, or of the nearest one around it that has an id. */
export function createOwners(elements: readonly ScannedElement[]): Owners {
  const byPlace = new Map(elements.map((element, index) => [`${element.line}:${element.column}`, index]));
  return ({ line, column }) => {
    let index = byPlace.get(`${line}:${column}`) ?? -1;
    let depth = Number.POSITIVE_INFINITY;
    for (; index >= 0; index -= 1) {
      const element = elements[index];
      if (element === undefined || element.depth >= depth) continue;
      if (element.id !== undefined) return element.id;
      depth = element.depth;
    }
    return undefined;
  };
}

function descend(elements: readonly ScannedElement[], start: number, path: string): number {
  let current = start;
  for (const segment of path.split('/')) {
    const wanted = localName(segment);
    const depth = elements[current]?.depth ?? 0;
    for (let index = current + 1; index < elements.length; index += 1) {
      const candidate = elements[index];
      if (candidate === undefined || candidate.depth <= depth) break;
      if (localName(candidate.name) === wanted) {
        current = index;
        break;
      }
    }
  }
  return current;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
