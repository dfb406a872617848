/**
 * The BPMN interpreter: pure and synchronous. Temporal workflow, simulator and replay drive the same functions.
 */
export { EngineBug } from './errors.ts';
export { type DefinitionOf, evolve, evolveAll, inForce } from './evolve.ts';
export { type Refusal, refusalOf } from './behaviors/json-size.ts';
export { nextFiring } from './behaviors/timers.ts';
export { initialState } from './initial-state.ts';
export { type Linked, type LinkedElement, type LinkedFlow, link } from './link.ts';
export { type ByHand, proposeMapping } from './migrate/propose-mapping.ts';
export { migrate, type Migration, type MigrationOrder } from './migrate/migrate.ts';
export { sameDefinition } from './migrate/same-kind.ts';
export { fire, type Move, moves } from './moves.ts';
export { byId, paged, recordOf } from './pages.ts';
export { step } from './step.ts';
export { currentState, type FlatState } from './stored-state.ts';
export type * from './types/index.ts';
export { ENGINE_VERSION, MAX_LOOP_RUNS } from './version.ts';
export { earliestDue } from './views/earliest-due.ts';
export { effectsOf } from './views/effects-of.ts';
export { type StartTrigger, startTriggers } from './views/start-triggers.ts';
export { type TokenView, tokens } from './views/tokens.ts';
export { isToldAtOnce, tooLarge } from './views/too-large.ts';
export { upcast } from './views/upcast.ts';
export { variablesAt } from './views/variables-at.ts';
