import type { Call } from './decide-call.ts';
import type { CalledEndedDecision, CaseEnd } from './decide-called-ended.ts';
import type { SignalScope } from './decide-signal.ts';
import type { Variables } from './message.ts';

/** A host over memory answers at once, one over tables later. */
export type Eventually<T> = T | Promise<T>;

/** A process version that came into force: its message and signal starts replace those of the version before. */
export interface DeployedProcess {
  readonly processId: string;
  readonly deployment: string;
  readonly versionTag?: string;
  readonly messageStarts: readonly { readonly startEvent: number; readonly name: string }[];
  readonly signalStarts: readonly { readonly startEvent: number; readonly name: string }[];
}

export interface OpenCase {
  readonly caseId: string;
  readonly processId: string;
  readonly deployment: string;
  readonly memberships: Readonly<Record<string, string>>;
}

export interface Publication {
  readonly id: string;
  readonly name: string;
  readonly correlationKey: string;
  readonly variables: Variables;
  /** Milliseconds; 0 meets only who waits now. */
  readonly timeToLive: number;
}

/** Something on its way to a case, or a case to be started. Carried out in order of `id`, then settled. */
export type Delivery = { readonly id: number } & (
  | {
      readonly kind: 'message';
      readonly caseId: string;
      readonly subscription: string;
      readonly messageId: string;
      readonly variables: Variables;
    }
  | { readonly kind: 'signal'; readonly caseId: string; readonly name: string; readonly variables: Variables }
  | Exclude<CalledEndedDecision, { readonly kind: 'nobody' }>
  | {
      readonly kind: 'calledEscalated';
      readonly caseId: string;
      readonly call: string;
      readonly code: string;
      readonly variables: Variables;
    }
  | { readonly kind: 'cancel'; readonly caseId: string; readonly reason: string }
  /** `startEvent` is absent for a called process: it starts through its none start event, and is told that it is called. */
  | {
      readonly kind: 'start';
      readonly processId: string;
      readonly deployment: string;
      readonly startEvent?: number;
      readonly called?: true;
      readonly variables: Variables;
    }
);

/** The receiver's answer. `refused`: the case moved on or is closed. */
export type Settlement =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'started'; readonly caseId: string };

/**
 * What every host of the exchange offers. Instants (`now`) are epoch ms on the organisation's clock and never decrease.
 * A driver reports what a step did (subscriptions opened and closed, calls, end) before it settles the delivery that
 * caused the step.
 */
export interface ExchangeHost {
  deploy(process: DeployedProcess): Eventually<void>;
  caseOpened(opened: OpenCase): Eventually<void>;
  /** Closes the case's subscriptions, frees its start key, tells its caller. */
  caseEnded(caseId: string, end: CaseEnd, now: number): Eventually<void>;
  messageSubscribed(
    caseId: string,
    subscription: string,
    name: string,
    correlationKey: string,
    now: number,
  ): Eventually<void>;
  messageUnsubscribed(caseId: string, subscription: string): Eventually<void>;
  signalSubscribed(caseId: string, subscription: string, name: string): Eventually<void>;
  signalUnsubscribed(caseId: string, subscription: string): Eventually<void>;
  publish(publication: Publication, now: number): Eventually<'published' | 'duplicate'>;
  /** `thrownBy`: the case that threw the signal and has caught its own already; null from outside. */
  broadcast(name: string, variables: Variables, scope: SignalScope, thrownBy: string | null): Eventually<void>;
  call(call: Omit<Call, 'callerDeployment'>): Eventually<void>;
  callCancelled(caseId: string, call: string): Eventually<void>;
  /** Nothing in the case caught the escalation: its caller is told, if one waits. */
  escalated(caseId: string, code: string, variables: Variables): Eventually<void>;
  /** Not yet settled, oldest first. */
  deliveries(): Eventually<readonly Delivery[]>;
  settle(delivery: number, settlement: Settlement, now: number): Eventually<void>;
}
