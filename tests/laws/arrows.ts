import { posix } from 'node:path';
import { isTest, rooms, roomOf, type Room } from './house.ts';
import type { Import, SourceFile } from './source-file.ts';
import type { Violation } from './violation.ts';

/** Imports that no arrow allows. */
export function arrowViolations(file: SourceFile): Violation[] {
  const room = roomOf(file.path);
  if (!room) return file.path.startsWith('scripts/') ? [] : outsideHouse(file);
  return file.imports.flatMap((imported) => {
    const problem = imported.specifier.startsWith('.')
      ? relativeProblem(file.path, room, imported)
      : imported.specifier.startsWith('@krok/')
        ? arrowProblem(file.path, room, imported)
        : undefined;
    return problem ? [{ path: file.path, line: imported.line, ...problem }] : [];
  });
}

function relativeProblem(path: string, room: Room, { specifier }: Import): Omit<Violation, 'path'> | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  if (target.startsWith(`${room.folder}/`)) return undefined;
  // A package of several rooms keeps its tests beside them, and one set of cases may test two rooms.
  if (isTest(path) && (target.startsWith(`${packageFolder(room)}/`) || isTest(target))) return undefined;
  // The local servers are for whoever tests or shows something.
  if ((isTest(path) || room.may.includes('*')) && target.startsWith('scripts/services/')) return undefined;
  return {
    law: `a relative import stays in its room; another room is imported by its name (@krok/...)`,
    found: `${room.name} imports '${specifier}', which is in ${target}`,
  };
}

function arrowProblem(path: string, room: Room, imported: Import): Omit<Violation, 'path'> | undefined {
  const target = imported.specifier.slice('@krok/'.length);
  if (target === room.name || isTest(path) || room.may.includes('*')) return undefined;
  const covers = (name: string) => target === name || target.startsWith(`${name}/`);
  if (room.may.some(covers) || (room.name === 'workflows' && target === 'workflows/messages')) return undefined;
  const typed = room.mayType.some(covers);
  if (typed && imported.typeOnly) return undefined;
  return {
    law: `${room.name} -> ${[...room.may, ...room.mayType.map((name) => `import type ${name}`)].join(', ') || 'nothing of ours'}`,
    found: typed
      ? `${room.name} imports more than types from '${imported.specifier}'`
      : `${room.name} imports '${imported.specifier}'`,
  };
}

function outsideHouse(file: SourceFile): Violation[] {
  const known = file.path.startsWith('tests/') || !file.path.includes('/') || packageTests.test(file.path);
  if (known) return [];
  const law = `every source file is in a room: ${rooms.map(({ name }) => name).join(', ')}`;
  return [{ path: file.path, law, found: 'this file is in none' }];
}

const packageTests = /^packages\/(contracts|bpmn|dmn)\/(test|[a-z-]+\.test\.ts)/;

function packageFolder(room: Room): string {
  return room.folder.startsWith('packages/') ? room.folder.split('/').slice(0, 2).join('/') : room.folder;
}
