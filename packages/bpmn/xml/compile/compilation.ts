import type { Flow, Diagram, Node } from '../diagram/diagram.ts';
import type { Report } from '../finding.ts';
import type { FeelParser } from './feel-parser.ts';

/** Candidate group that a lane stands for, by the lane's name; null for none. */
export type GroupOfLane = (lane: string) => string | null;

/** What every part of the compiler needs: where findings go, and the dense index of each node and flow. */
export interface Compilation {
  readonly diagram: Diagram;
  readonly report: Report;
  readonly parseFeel: FeelParser;
  /** -1 for a node of another process, which the rules refuse. */
  indexOf(node: Node): number;
  /** -1 for a flow that is not compiled. */
  flowIndexOf(flow: Flow): number;
  /** Lane names from outside in, by node. */
  readonly lanes: ReadonlyMap<string, readonly string[]>;
  readonly groupOfLane: GroupOfLane;
  /** Handlers bound by association to a compensation boundary event, by the event. */
  compensationHandlerOf(boundary: Node): Node | undefined;
}
