/** Engine and exchange on virtual time: rehearsal, conformance, replay and verification. */
export { type AnswerEnv, answerText, answerValues } from './answer-values.ts';
export { SimulatorError, type SimulatorErrorCode } from './errors.ts';
export { type Difference, firstDifference } from './first-difference.ts';
export { instantAfter } from './instant-after.ts';
export type { CalendarByVersion, RecordedStep } from './recorded-step.ts';
export { type Position, positionAfter, stateAt, type Verification, verify } from './replay.ts';
export { runScenario, type ScenarioOptions, type ScenarioRun } from './run-scenario.ts';
export type { OpenJob, OpenUserTask, SimulatedCase, SimulatedProcess } from './simulated-case.ts';
export { type Answered, type LoggedStep, Simulation, type SimulationOptions, type Standstill } from './simulation.ts';
export { Tape, type TapePosition } from './tape.ts';
export { type Outcome, outcomeOf, type SimulationTrace, traceOf } from './trace.ts';
