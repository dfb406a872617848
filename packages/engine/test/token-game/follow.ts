import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { Command, EngineEvent, InstanceState } from '@krok/engine';
import { Board } from './board.ts';
import { dueTimers, make, moves } from './moves.ts';
import { Account, type GameState, type Move, observed, Untold } from './state.ts';
import { told } from './tell.ts';

/** More ways than this to follow one step: the model is too large for the game. */
const MOST_TRIES = 20_000;

export const newGame = (): GameState => ({
  status: 'new',
  now: 0,
  root: '',
  suspended: false,
  called: false,
  visits: {},
});

/**
 * Plays the step that the engine took: the game makes its own moves, and of those that are possible at each point the one
 * that the engine tells of. Fails where the engine tells of something that the game does not allow, or stops before the
 * game does.
 */
export function follow(
  executable: ExecutableProcess,
  before: GameState,
  command: Command,
  now: number,
  state: InstanceState,
  events: readonly EngineEvent[],
): GameState {
  const account = observed(events);
  const first: GameState = { ...structuredClone(before), now };
  const begun = tried(executable, first, account, 0, (board) => told(board, command, state));
  if (begun === null) throw new Error(`The game does not take ${JSON.stringify(command)}: ${show(account, 0)}`);
  const open = [begun];
  const seen = new Set<string>();
  let furthest = begun;
  for (let tries = 0; open.length > 0; ) {
    const place = open.pop() as Place;
    if (place.next > furthest.next) furthest = place;
    const board = new Board(executable, place.state, new Account(account, place.next));
    let possible = place.state.status === 'active' ? moves(board) : [];
    if (possible.length === 0 && command.kind === 'timeDue' && place.state.status === 'active')
      possible = dueTimers(board);
    if (possible.length === 0 && place.next === account.length) return place.state;
    const silent: Place[] = [];
    const heard: Place[] = [];
    for (const move of possible) {
      if (tries++ > MOST_TRIES) throw new Error('The model is too large for the game');
      const after = tried(executable, place.state, account, place.next, (on) => make(on, move));
      if (after !== null) (after.next === place.next ? silent : heard).push(after);
    }
    // One that the engine tells of at this place comes first; what it does not tell of may come at any time.
    for (const each of [...silent.reverse(), ...heard.reverse()]) {
      const key = `${each.next} ${JSON.stringify(each.state)}`;
      if (!seen.has(key)) open.push(each);
      seen.add(key);
    }
  }
  const board = new Board(executable, furthest.state, new Account(account, furthest.next));
  throw new Error(
    `After ${JSON.stringify(command)} the engine goes on with ${show(account, furthest.next)} where the game could: ` +
      `${moves(board)
        .map((move) => showMove(executable, furthest.state, move))
        .join(', ')}. ` +
      `Told before: ${account
        .slice(Math.max(0, furthest.next - 12), furthest.next)
        .map((event) => JSON.stringify(event))
        .join(' ')}`,
  );
}

interface Place {
  readonly state: GameState;
  readonly next: number;
}

function tried(
  executable: ExecutableProcess,
  state: GameState,
  account: readonly EngineEvent[],
  from: number,
  play: (board: Board) => void,
): Place | null {
  const heard = new Account(account, from);
  const board = new Board(executable, structuredClone(state), heard);
  try {
    play(board);
  } catch (error) {
    if (error instanceof Untold) return null;
    throw error;
  }
  const { next } = heard;
  return next === null ? null : { state: board.state, next };
}

function show(account: readonly EngineEvent[], from: number): string {
  return from < account.length ? JSON.stringify(account[from]) : 'rest';
}

function showMove(executable: ExecutableProcess, state: GameState, move: Move): string {
  const element = 'element' in move ? move.element : (state.visits[move.visit]?.element ?? -1);
  const { type, id } = executable.elements[element] ?? { type: '?', id: '?' };
  return `${move.kind} ${type} ${id}${'visit' in move ? ` (${move.visit})` : ''}`;
}
