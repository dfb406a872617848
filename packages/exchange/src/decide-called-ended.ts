import type { Variables } from './message.ts';

/** How a case ended. A completed one has its root variables. `error`: code of the BPMN error that ended a called one, with its variables. */
export type CaseEnd =
  | { readonly kind: 'completed'; readonly variables: Variables }
  | { readonly kind: 'terminated'; readonly reason: string; readonly error?: string; readonly variables?: Variables };

/** The call that started a case. */
export interface ParentCall {
  readonly caseId: string;
  readonly call: string;
}

/** What the calling case is told, as one of its commands. */
export type CalledEndedDecision =
  | { readonly kind: 'calledCompleted'; readonly caseId: string; readonly call: string; readonly variables: Variables }
  | {
      readonly kind: 'calledFailed';
      readonly caseId: string;
      readonly call: string;
      /** Of the BPMN error that the called case ended with. */
      readonly code?: string;
      readonly message: string;
      readonly variables?: Variables;
    }
  /** Nobody called, or nobody waits any more. */
  | { readonly kind: 'nobody' };

/**
 * The end of a called instance goes to its caller; which variables the caller takes over is the call activity's matter.
 * @param parent null for a case that no call started
 * @param callOpen whether the call is still open in the calling case
 */
export function decideCalledEnded(parent: ParentCall | null, callOpen: boolean, end: CaseEnd): CalledEndedDecision {
  if (parent === null || !callOpen) return { kind: 'nobody' };
  const { caseId, call } = parent;
  if (end.kind === 'completed') return { kind: 'calledCompleted', caseId, call, variables: end.variables };
  if (end.error !== undefined) {
    const failed = { kind: 'calledFailed', caseId, call, code: end.error, message: end.reason } as const;
    return end.variables === undefined ? failed : { ...failed, variables: end.variables };
  }
  return { kind: 'calledFailed', caseId, call, message: `The called instance was terminated: ${end.reason}` };
}
