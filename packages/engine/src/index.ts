/**
 * The BPMN interpreter: pure and synchronous. Temporal workflow, simulator and replay drive the same functions.
 */
export type * from './types/index.ts';
export {
  earliestDue,
  effectsOf,
  ENGINE_VERSION,
  evolve,
  evolveAll,
  fire,
  initialState,
  link,
  type Linked,
  type Move,
  moves,
  startTriggers,
  type StartTrigger,
  step,
  type TokenView,
  tokens,
  upcast,
  variablesAt,
} from './engine.ts';
