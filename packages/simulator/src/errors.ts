export type SimulatorErrorCode =
  /** A process was named that no diagram of the simulation holds. */
  | 'UNKNOWN_PROCESS'
  | 'UNKNOWN_CASE'
  | 'TIME_RUNS_BACKWARDS'
  /** Processes message each other, or jobs follow each other, without end at one instant. */
  | 'RUNAWAY'
  | 'WRONG_DURATION'
  /** An expression of a scenario is no FEEL, or gives nothing that can be an answer. */
  | 'WRONG_EXPRESSION'
  | 'WRONG_POSITION'
  | 'WRONG_SCENARIO';

/** A simulation was asked for something that it cannot do; what a process does wrong is in its events instead. */
export class SimulatorError extends Error {
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string) {
    super(message);
    this.name = 'SimulatorError';
    this.code = code;
  }
}
