import { type BufferedMessage, isAlive, type MessageStart } from './message.ts';

/** An instance that a message with a non-empty key had started has ended; its key is free again. */
export interface EndedInstance {
  readonly processId: string;
  readonly correlationKey: string;
}

export interface EndedInstanceView {
  /** Message start events of the process version in force. */
  readonly starts: readonly MessageStart[];
  /** At least the buffered messages of the key, in any order. */
  readonly buffered: readonly BufferedMessage[];
}

/** The oldest living message of the same key that waits to start the next instance of the process. */
export function decideEndedInstance(
  ended: EndedInstance,
  view: EndedInstanceView,
  now: number,
): { readonly message: BufferedMessage; readonly start: MessageStart } | null {
  if (ended.correlationKey === '') return null;
  let found: { message: BufferedMessage; start: MessageStart } | null = null;
  for (const message of view.buffered) {
    if (message.correlationKey !== ended.correlationKey || !isAlive(message, now)) continue;
    if (message.served.includes(ended.processId)) continue;
    if (found !== null && found.message.position <= message.position) continue;
    for (const start of view.starts) {
      if (start.processId !== ended.processId || start.name !== message.name) continue;
      if (found === null || found.message !== message || start.startEvent < found.start.startEvent) {
        found = { message, start };
      }
    }
  }
  return found;
}
