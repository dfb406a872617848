/**
 * A command on its way to a case, from the outbox. `command` is the engine's Command as JSON: contracts know no engine.
 * `at`: epoch ms on the organisation's clock when the command was written; the step's `now` under a manual clock.
 */
export interface Delivery {
  readonly id: string;
  readonly at: number;
  readonly command: unknown;
  /** Head of the log that the person saw who asks for it: refused (`movedOn`) where the case has another. */
  readonly seen?: number;
}

/**
 * What became of it. `ended`: the case had already come to its end. `setAside`: the step it leads to is never stored, because
 * the database refuses it or (`tooLarge`) the case would hold too much; the case goes on without it.
 */
export type DeliveryAnswer =
  | { readonly kind: 'logged'; readonly seq: number }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'setAside'; readonly reason: string; readonly cause?: 'tooLarge' }
  | { readonly kind: 'ended' };

/** `at`: epoch ms on the organisation's clock. */
export interface DeskWake {
  readonly at: number;
}
