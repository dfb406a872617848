/**
 * What of one version goes on as what in another, by ids of the diagrams. What is left out has no counterpart; the process
 * itself is always mapped.
 */
export interface MigrationMapping {
  readonly elements: Readonly<Record<string, string>>;
  readonly flows: Readonly<Record<string, string>>;
}

/**
 * Why an instance can't go over (`error`), or what its owner should know (`notice`). `element`: id in the version that it
 * runs; `target`: id in the other one.
 */
export interface MigrationFinding {
  readonly code: /** Something lives at an element, or a token waits on a flow, that has no counterpart. */
    | 'unmapped'
    /** Its counterpart is another kind of element. */
    | 'otherKind'
    /** Its counterpart waits for, or throws, another kind of event. */
    | 'otherEvent'
    /** Its counterpart loops in another way. */
    | 'otherLoop'
    /** Its counterpart is in another part of the diagram. */
    | 'otherScope'
    /** A token waits before an element; the flow's counterpart leads to another one. */
    | 'otherTarget'
    /** It is between two execution listeners, and the counterpart has others. */
    | 'otherListeners'
    /** It has completed and could be compensated; its counterpart could not. */
    | 'compensationLost'
    /** What the new version waits for can't be evaluated with the variables of the instance. */
    | 'notEvaluable'
    /** Work that has been handed out stays as the old version made it. */
    | 'workKept'
    /** A job that nobody can do any more is made again by the new version. */
    | 'jobMadeAgain';
  readonly severity: 'error' | 'notice';
  readonly element: string;
  readonly target?: string;
  readonly message: string;
}
