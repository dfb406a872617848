import type { Bounds } from './soundness/soundness.ts';

/** What a check may know beside the diagram. Plain data, so that it can be sent to a web worker. */
export interface CheckOptions {
  /** Job types that somebody performs; absent: any. */
  readonly jobTypes?: readonly string[];
  /** Variables that a start brings; absent: any, and nothing is said of variables that are never set. */
  readonly startVariables?: readonly string[];
  /** Candidate group of a lane by its name, as for the compiler; absent: the name itself. */
  readonly groupOfLane?: (lane: string) => string | null;
  /** Epoch ms of now, to find dates that have passed; absent: none is looked for. */
  readonly now?: number;
  /** Bounds of the exploration; `false`: behaviour is not checked, and its verdicts are `unknown`. */
  readonly soundness?: Bounds | false;
}
