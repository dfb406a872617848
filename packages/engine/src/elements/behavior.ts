import type { ExecutableElement } from '@krok/bpmn/executable';
import type { Then } from '../behaviors/termination.ts';
import type { LiveInstance } from '../draft/live-instance.ts';
import type { LinkedElement, LinkedFlow } from '../link.ts';
import type { Problem } from '../problem.ts';
import type { Run } from '../run.ts';
import type { JobResult, Variables } from '../types/index.ts';

/** What a subscription, timer or condition brought. */
export interface Payload {
  readonly variables: Variables;
  /** Which of several triggers, for `multiple` events. */
  readonly trigger: number;
}

/**
 * How tokens before an element become an activation: each alone; one from every flow; or those that are there once no
 * other can come (BPMN 2.0 §13.4.3), which is judged only when nothing else moves.
 */
export type Arrival = 'each' | 'all' | 'synchronized';

/** What an element does over its life. Every method reads the draft and emits events; what it leaves out is the default. */
export interface Behavior<E extends ExecutableElement = ExecutableElement> {
  readonly arrival?: Arrival;
  /** Of a `synchronized` arrival: takes of the waiting tokens what may go in now; false if nothing may. */
  synchronize?(run: Run, scope: LiveInstance, element: E): boolean;
  /** Of a `synchronized` arrival: whether there may be something to take up although no token waits before it. */
  awaits?(scope: LiveInstance, element: E): boolean;
  /** Entered. Ends with `run.started`, `complete`, or a problem; evaluates before it emits, for a retry comes here again. */
  activate(run: Run, at: LiveInstance, element: E): Problem | null;
  /** Which flows to leave by. Default: all whose condition holds. */
  choose?(run: Run, at: LiveInstance, element: E): readonly LinkedFlow[] | Problem;
  /** After the completion, when no flow was to be taken or the token goes on by another way. */
  left?(run: Run, at: LiveInstance, element: E): void;
  /** Why the result of its job can't be followed; its work is then done, and somebody has to see it. */
  refuses?(at: LiveInstance, result: JobResult): string | null;
  /** Its job is done. Default: what it gave is accepted, and it completes. */
  answered?(run: Run, at: LiveInstance, element: E, variables: Variables, result: JobResult): void;
  /** An event (this element) has come for `owner`, which waited for it. */
  triggered?(run: Run, owner: LiveInstance, element: E, payload: Payload): void;
  /** What this event (this element) ends has ended, after its listeners were heard: what it did not do when it came. */
  follows?(run: Run, owner: LiveInstance, element: E, then: Then): void;
  /** An incident of the waiting element, not of its job, was resolved. */
  retried?(run: Run, at: LiveInstance, element: E): void;
  /** All that it compensates is compensated. Default: complete. */
  compensated?(run: Run, at: LiveInstance, element: E): void;
  /** Of a scope: what is thrown inside to compensate means the enclosing scope's activities. */
  readonly inline?: true;
  /** One instance inside is about to complete: what has to be evaluated then, so that a problem is the child's. */
  childCompleting?(run: Run, scope: LiveInstance, element: E, child: LiveInstance): Problem | null;
  /** Of a scope: whether a token may go into an element inside now. Default: it may. */
  admits?(run: Run, scope: LiveInstance, target: LinkedElement): boolean;
  /** Of a scope: nothing inside begins any more, so that no token goes on. */
  isSettled?(run: Run, scope: LiveInstance): boolean;
  /**
   * Nobody inside ended, but a token or a compensation handler is gone: whether the scope goes on. Default: complete when
   * none is left.
   */
  settle?(run: Run, scope: LiveInstance, element: E): void;
  /** One instance inside was ended by a person, and `childEnded` follows: what its completion would have said. */
  childTerminated?(run: Run, scope: LiveInstance, element: E, child: LiveInstance): void;
  /** One instance inside has ended. Default: complete when none is left. */
  childEnded?(run: Run, scope: LiveInstance, element: E, child: LiveInstance): void;
}

/** A behaviour in which every member is there, if only as undefined: all have one shape, and calls through it are fast. */
export type UniformBehavior = { readonly [K in keyof Behavior]-?: Behavior[K] | undefined } & Pick<
  Behavior,
  'activate'
>;

export function uniform(behavior: Behavior): UniformBehavior {
  return {
    arrival: behavior.arrival,
    synchronize: behavior.synchronize,
    awaits: behavior.awaits,
    activate: behavior.activate,
    choose: behavior.choose,
    left: behavior.left,
    refuses: behavior.refuses,
    answered: behavior.answered,
    triggered: behavior.triggered,
    follows: behavior.follows,
    retried: behavior.retried,
    compensated: behavior.compensated,
    inline: behavior.inline,
    childCompleting: behavior.childCompleting,
    admits: behavior.admits,
    isSettled: behavior.isSettled,
    settle: behavior.settle,
    childTerminated: behavior.childTerminated,
    childEnded: behavior.childEnded,
  };
}
