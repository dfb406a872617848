import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { ProcedureFile } from '@krok/contracts/schemas';
import type { Verdict } from '@krok/lint';
import type { Problem } from './problem.ts';

export interface CheckQuestion {
  readonly id: number;
  readonly files: readonly ProcedureFile[];
}

export interface CheckAnswer {
  readonly id: number;
  readonly problems: readonly Problem[];
  /** How cases behave, whatever their data are. */
  readonly behaviour: Behaviour;
  /** Null while there are errors in the diagram. */
  readonly processes: readonly ExecutableProcess[] | null;
  /** Canonical text of all processes: equal for two drawings that differ in their layout only. */
  readonly executable: string | null;
}

export interface Behaviour {
  readonly sound: Verdict;
  /** Ids of elements that no run reaches. */
  readonly dead: readonly string[];
  /** What kept the verdict unknown; null where everything was explored. */
  readonly bound: { readonly pl: string; readonly en: string } | null;
}
