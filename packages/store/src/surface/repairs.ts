import type { Command } from '@krok/engine';
import type { Refusal } from './outbox.ts';

/** What a person does about the course of one case. */
export interface NewRepair {
  readonly caseId: string;
  /** Chosen by who asks, a UUID: asked twice it is one repair. It is the command's id in the case's log. */
  readonly id: string;
  readonly command: Command;
  /** Head of the log that the person saw. */
  readonly seen: number;
  /** User id. */
  readonly by: string;
}

/** `underWay`: the case has not answered yet. */
export type RepairState =
  | { readonly kind: 'underWay' }
  | { readonly kind: 'done'; readonly seq: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface Repair {
  readonly id: string;
  readonly caseId: string;
  readonly commandKind: string;
  readonly state: RepairState;
}

export interface RepairStore {
  /**
   * Puts the command on its way to the case, once: a repeat of `id` answers as it stands. `CASE_MOVED_ON` where the log
   * has another head than the person saw (and the case itself refuses with `movedOn` where that happens on the way),
   * `CASE_CLOSED`, `NO_SUCH_CASE`, `KEY_USED` where `id` names something else.
   */
  ask(repair: NewRepair): Promise<Repair>;
  /** Null where nobody has asked for it. */
  find(caseId: string, id: string): Promise<Repair | null>;
}
