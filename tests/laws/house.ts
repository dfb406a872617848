/** A room: a folder with a border, and what may cross it. docs/architecture.md says why. */
export interface Room {
  name: string;
  folder: string;
  /** Rooms that it may import, also by an entry of theirs. */
  may: readonly string[];
  /** Rooms of which it may import types only. */
  mayType: readonly string[];
  /** Present in the pure core: synchronous, no I/O, and these packages from outside only. */
  pure?: { packages: readonly string[] };
}

const contracts = ['contracts/types', 'contracts/schemas'];
const bpmn = ['bpmn/executable', 'bpmn/xml'];
const dmn = ['dmn/executable', 'dmn/xml'];
const dates = 'temporal-polyfill/implementation';

/**
 * Every arrow of the house; what is not here is an error. Every arrow leads down: none makes a circle.
 *
 * Wider than the first plan, each for a reason: the compiler in bpmn/xml parses FEEL; engine, store and activities name
 * the business calendar and the organisation's clock; workflows and activities name the types of a commit and of an
 * executable, which they pass on unread; the engine and the compiler read cron text with the calendar; the
 * activity that starts cases by time asks the engine when a timer fires next.
 */
export const rooms: readonly Room[] = [
  pure('contracts/types', [], []),
  pure('calendar', [], [dates]),
  pure('feel', ['calendar'], [dates, 'decimal.js', 'lezer-feel', 're2js', '@lezer/common']),
  pure('dmn/executable', ['feel'], []),
  pure('bpmn/executable', ['contracts/types', 'feel', 'dmn/executable'], []),
  pure('engine', ['bpmn/executable', 'feel', 'dmn/executable', 'calendar'], []),
  pure('exchange', ['contracts/types', 'feel'], []),
  pure('simulator', ['engine', 'exchange', ...bpmn, 'feel', ...dmn, ...contracts, 'calendar'], [dates]),
  pure('receivables', ['contracts/types', 'calendar'], []),
  room('contracts/schemas', ['contracts/types']),
  // Both read uploaded XML: the strict first pass is the same.
  room('dmn/xml', ['dmn/executable', 'feel', 'bpmn/xml/scan']),
  room('bpmn/xml', ['bpmn/executable', 'feel', 'calendar']),
  room('lint', [...dmn, ...bpmn, 'feel', 'engine']),
  room('imports', ['receivables']),
  room('channels', contracts),
  room('store', ['receivables', 'exchange', 'calendar', ...contracts], ['engine']),
  room('activities', ['receivables', 'store', 'channels', 'calendar', 'engine', ...contracts], ['bpmn/executable']),
  room(
    'workflows',
    ['engine', 'bpmn/executable', 'feel', 'dmn/executable', 'contracts/types', 'calendar'],
    ['activities', 'store'],
  ),
  // Decision tables are compiled with the diagram beside which they are published; lanes are named as roles.
  room('deployment', [...bpmn, ...dmn, 'engine', 'contracts/types'], ['store']),
  room('worker', ['workflows', 'activities', 'channels', 'store', 'exchange']),
  room('api', [
    'deployment',
    ...contracts,
    ...bpmn,
    ...dmn,
    'lint',
    'engine',
    'simulator',
    'receivables',
    'calendar',
    'imports',
    'store',
    'workflows/messages',
  ]),
  room('web', [
    ...contracts,
    ...bpmn,
    ...dmn,
    'feel',
    'lint',
    'engine',
    'exchange',
    'simulator',
    'receivables',
    'calendar',
  ]),
  // These show what the others do.
  room('cli', ['*']),
  room('bench', ['*']),
  room('diagrams', ['*']),
];

/** The room that a file belongs to, by its path from the root of the clone. */
export function roomOf(path: string): Room | undefined {
  return rooms.find(({ folder }) => path.startsWith(`${folder}/`));
}

/** Tests may use any room and any tool: they are no part of what is built. */
export function isTest(path: string): boolean {
  return /(^|\/)test\//.test(path) || path.startsWith('tests/') || path.includes('.test.');
}

function room(name: string, may: readonly string[], mayType: readonly string[] = []): Room {
  return { name, folder: folderOf(name), may, mayType };
}

function pure(
  name: string,
  may: readonly string[],
  packages: readonly string[],
  mayType: readonly string[] = [],
): Room {
  return { ...room(name, may, mayType), pure: { packages } };
}

function folderOf(name: string): string {
  if (['worker', 'api', 'web', 'cli'].includes(name)) return `apps/${name}`;
  return ['workflows', 'bench', 'diagrams'].includes(name) ? name : `packages/${name}`;
}
