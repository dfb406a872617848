import type { InstanceState, Linked, Variables } from '@krok/engine';
import type { RecordedStep } from './recorded-step.ts';

/** A process version to simulate; `deployment` is the hash (or any unique name) of what it was deployed with. */
export interface SimulatedProcess {
  readonly deployment: string;
  readonly linked: Linked;
}

/** One instance on virtual time. */
export interface SimulatedCase {
  readonly caseId: string;
  readonly process: SimulatedProcess;
  readonly state: InstanceState;
  readonly steps: readonly RecordedStep[];
}

/** A job that a worker may answer, oldest first by `order`. `createdAt`: epoch ms, of the offer where it was retried. */
export interface OpenJob {
  readonly order: number;
  readonly caseId: string;
  readonly job: string;
  readonly elementId: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
  readonly retries: number;
  readonly createdAt: number;
}

/** A user task that a person may complete, oldest first by `order`. */
export interface OpenUserTask {
  readonly order: number;
  readonly caseId: string;
  readonly userTask: string;
  readonly elementId: string;
  readonly variables: Variables;
  readonly createdAt: number;
}
