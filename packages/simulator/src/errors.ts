export type SimulatorErrorCode =
  | 'UNKNOWN_PROCESS'
  | 'UNKNOWN_CASE'
  | 'TIME_RUNS_BACKWARDS'
  | 'NOTHING_TO_ACT_ON'
  | 'RUNAWAY'
  | 'WRONG_DURATION'
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
