/** What a variable may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type Variables = { readonly [name: string]: Json };

/**
 * A published message. Instants are epoch ms on the organisation's clock.
 * It lives from `publishedAt` until just before `expiresAt` (exclusive): with a time to live of 0 it only meets
 * subscriptions that are open at the instant of publication.
 */
export interface Message {
  /** The publisher's id, unique among messages alive; a second publication with it is a duplicate. */
  readonly id: string;
  readonly name: string;
  /** Empty: for message start events only, each publication starts its own instance. */
  readonly correlationKey: string;
  readonly variables: Variables;
  /** Running number of publication given by the host; decides who is older, where instants are equal too. */
  readonly position: number;
  readonly publishedAt: number;
  readonly expiresAt: number;
}

/** A message kept by the host, with the processes (ids, not versions) that it was correlated to. */
export interface BufferedMessage extends Message {
  readonly served: readonly string[];
}

/** A catch event, receive task, boundary event or event sub-process of a case that waits for a message. */
export interface MessageSubscription {
  /** `<caseId>/<subscription>`, where `subscription` is the engine's id within the case. */
  readonly id: string;
  readonly caseId: string;
  readonly subscription: string;
  readonly processId: string;
  readonly name: string;
  readonly correlationKey: string;
  /** Running number of opening given by the host. */
  readonly position: number;
  readonly openedAt: number;
}

/** A message start event of the process version in force. */
export interface MessageStart {
  readonly processId: string;
  /** Hash of the deployment's executable. */
  readonly deployment: string;
  /** Element index of the start event. */
  readonly startEvent: number;
  readonly name: string;
}

export function subscriptionId(caseId: string, subscription: string): string {
  return `${caseId}/${subscription}`;
}

/** Expiry is exclusive: at `expiresAt` itself the message is gone. */
export function isAlive(message: Message, now: number): boolean {
  return now < message.expiresAt;
}
