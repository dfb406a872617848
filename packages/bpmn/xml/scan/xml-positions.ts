import type { ScannedElement } from './scan-xml.ts';

/** 1-based place in the file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the start tag of an element by its id, or of the first part below it that `path` names.
 * The last segment of a path is a tag (`zeebe:taskDefinition`, `timeDuration`) or an attribute of the tag before it.
 */
export function createPositions(elements: readonly ScannedElement[]) {
  const byId = new Map<string, number>();
  elements.forEach((element, index) => {
    if (element.id !== undefined && !byId.has(element.id)) byId.set(element.id, index);
  });
  return (id: string, path?: string): Position | undefined => {
    const start = byId.get(id);
    if (start === undefined) return undefined;
    const found = path === undefined ? start : descend(elements, start, path);
    const element = elements[found];
    return element && { line: element.line, column: element.column };
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
