import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { ProcedureFile } from '@krok/contracts/schemas';
import type { Problem } from './problem.ts';

export interface CheckQuestion {
  readonly id: number;
  readonly files: readonly ProcedureFile[];
}

export interface CheckAnswer {
  readonly id: number;
  readonly problems: readonly Problem[];
  /** Null while there are errors in the diagram. */
  readonly processes: readonly ExecutableProcess[] | null;
  /** Canonical text of all processes: equal for two drawings that differ in their layout only. */
  readonly executable: string | null;
}
