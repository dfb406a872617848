import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { MigrationMapping } from '@krok/engine';
import type { Board } from './board.ts';
import { listen, startOf } from './catching.ts';
import type { GameState, Undo, Visit } from './state.ts';

// Going over to another version (decision 9): all that lives goes on as its counterpart, with what it waits for; what has none any
// more is waited for no longer, and what was added from now on.

/** The tokens on the other diagram. */
export function wentOver(
  from: ExecutableProcess,
  to: ExecutableProcess,
  game: GameState,
  mapping: MigrationMapping,
): GameState {
  const element = (old: number): number => {
    const id = old === 0 ? to.elements[0]?.id : mapping.elements[from.elements[old]?.id ?? ''];
    return to.elements.findIndex((each) => each.id === id);
  };
  const flow = (old: number): number => {
    const id = mapping.flows[from.flows[old]?.id ?? ''];
    return to.flows.findIndex((each) => each.id === id);
  };
  const flows = (all: readonly number[]): number[] => all.map(flow).filter((each) => each >= 0);
  const undone = (entry: Undo): Undo => ({ ...entry, element: element(entry.element), undo: entry.undo.map(undone) });
  const state = structuredClone(game);
  for (const [id, visit] of Object.entries(state.visits)) {
    const { after, undoes, opener, rest } = visit;
    state.visits[id] = {
      ...visit,
      element: element(visit.element),
      tokens: keyed(visit.tokens, flow),
      given: keyed(Object.fromEntries(Object.entries(visit.given).map(([at, all]) => [at, flows(all)])), element),
      seen: keyed(visit.seen, element),
      waits: visit.waits.map((each) => ({ ...each, event: element(each.event) })).filter(({ event }) => event >= 0),
      undo: visit.undo.map(undone),
      ...(opener !== undefined && { opener: element(opener) }),
      ...(rest !== undefined && { rest: rest.map(element).filter((each) => each >= 0) }),
      ...(undoes !== undefined &&
        undoes.activity >= 0 && { undoes: { ...undoes, activity: element(undoes.activity) } }),
      ...(after?.kind === 'event' && { after: { ...after, event: element(after.event) } }),
    };
  }
  return state;
}

/** What is at work listens to what was added; a condition is waited for until it changes. */
export function listenToMore(board: Board, mapping: MigrationMapping): void {
  const known = new Set(Object.values(mapping.elements));
  for (const visit of board.visits) {
    if (visit.phase !== 'waiting' || visit.path === true || isRevived(visit)) continue;
    for (const event of heardBy(board, visit)) if (!known.has(board.element(event).id)) listen(board, visit, event);
  }
}

/** BPMN 2.0 §13.5.4: a scope whose own work is done, or that was interrupted, starts no event sub-process any more. */
function heardBy(board: Board, visit: Visit): readonly number[] {
  const element = board.element(visit.element);
  const boundaries = visit.run > 0 ? [] : (element.boundaries ?? []);
  if (board.isBody(visit)) return boundaries;
  if (element.type === 'eventBasedGateway') return [...boundaries, ...element.targets];
  if (!('eventSubProcesses' in element) || visit.interrupted === true || visit.deaf === true) return boundaries;
  return [...boundaries, ...element.eventSubProcesses.map((each) => startOf(board, each))];
}

/** It lives again to be undone, and waits for nothing. */
function isRevived({ id, undoes }: Visit): boolean {
  return undoes?.scope === id;
}

function keyed<T>(record: Readonly<Record<string, T>>, by: (old: number) => number): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record)
      .map(([old, value]): [number, T] => [by(Number(old)), value])
      .filter(([at]) => at >= 0),
  );
}
