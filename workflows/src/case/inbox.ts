import type { Delivery, DeliveryAnswer } from '@krok/contracts/types';
import { Trigger } from '@temporalio/workflow';

/** How many handled ids a case remembers; the log answers older ones. */
const REMEMBERED = 200;

/** A queued delivery; `reply` is absent for the case's own commands (timers, job outcomes). */
export interface Entry {
  readonly delivery: Delivery;
  readonly reply?: Trigger<DeliveryAnswer>;
}

/** All inputs of a case, in order of arrival: handlers enqueue and wait for their own reply, only the loop takes. */
export class Inbox {
  #queue: Entry[] = [];
  /** The case's own commands whose step the database refuses: out of the way until something changes. */
  #aside: Entry[] = [];
  #handled: Map<string, number>;

  constructor(carried: readonly Delivery[], handled: readonly (readonly [string, number])[]) {
    this.#queue = carried.map((delivery) => ({ delivery }));
    this.#handled = new Map(handled);
  }

  get size(): number {
    return this.#queue.length;
  }

  /** Enqueues and answers once the step is in the log (or refused); a repeated id gets the first one's answer. */
  async submit(delivery: Delivery): Promise<DeliveryAnswer> {
    const seq = this.#handled.get(delivery.id);
    if (seq !== undefined) return { kind: 'logged', seq };
    const reply = new Trigger<DeliveryAnswer>();
    this.#queue.push({ delivery, reply });
    return reply;
  }

  /** The case's own command: nobody waits for the answer. */
  post(delivery: Delivery): void {
    const known = this.#handled.has(delivery.id) || this.#aside.some((entry) => entry.delivery.id === delivery.id);
    if (!known) this.#queue.push({ delivery });
  }

  /**
   * Takes a command out of the queue whose step cannot be stored. Whoever waits is told so and keeps it; the case's own is
   * kept here and given back.
   */
  setAside(commandId: string, answer: DeliveryAnswer): Delivery | undefined {
    const own = this.#queue.find(({ delivery, reply }) => delivery.id === commandId && reply === undefined);
    this.answerAll(commandId, answer);
    if (own) this.#aside.push(own);
    return own?.delivery;
  }

  find(commandId: string): Delivery | undefined {
    return this.#queue.find(({ delivery }) => delivery.id === commandId)?.delivery;
  }

  /** Everyone who waits for this command; it leaves the queue. */
  answerAll(commandId: string, answer: DeliveryAnswer): void {
    for (const entry of this.#queue) if (entry.delivery.id === commandId) this.answer(entry, answer);
  }

  forget(commandId: string): void {
    this.#aside = this.#aside.filter((entry) => entry.delivery.id !== commandId);
  }

  /** What was set aside is tried again. */
  release(): void {
    this.#queue.push(...this.#aside);
    this.#aside = [];
  }

  /** Set aside, for the next run to try. */
  get aside(): readonly Delivery[] {
    return this.#aside.map((entry) => entry.delivery);
  }

  /** The waiting entries without taking them; answering removes them. */
  waiting(limit: number): readonly Entry[] {
    return this.#queue.slice(0, limit);
  }

  answer(entry: Entry, answer: DeliveryAnswer): void {
    this.#queue = this.#queue.filter((other) => other !== entry);
    entry.reply?.resolve(answer);
  }

  /** Notes a logged command and answers every entry that carried its id. */
  logged(commandId: string, seq: number): void {
    this.#handled.delete(commandId);
    this.#handled.set(commandId, seq);
    if (this.#handled.size > REMEMBERED) {
      const oldest = this.#handled.keys().next().value;
      if (oldest !== undefined) this.#handled.delete(oldest);
    }
    this.answerAll(commandId, { kind: 'logged', seq });
  }

  get handled(): readonly (readonly [string, number])[] {
    return [...this.#handled];
  }
}
