import { realDelay, type OrganisationClock } from '@krok/calendar';
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * The one timer slot of a case: re-armed only when the earliest due time changes, because each timer costs history
 * events. It only posts a command; it never touches the state.
 */
export class DueTimer {
  #due: number | null = null;
  #scope: CancellationScope | null = null;
  readonly #fire: (due: number) => void;

  constructor(fire: (due: number) => void) {
    this.#fire = fire;
  }

  arm(due: number | null, clock: OrganisationClock): void {
    if (due === this.#due) return;
    this.disarm();
    const delay = due === null ? null : realDelay(clock, due, Date.now());
    if (due === null || delay === null) return;
    this.#due = due;
    const scope = new CancellationScope({ cancellable: true });
    this.#scope = scope;
    void scope
      .run(async () => {
        await sleep(delay, { summary: 'earliest due time of the case' });
        if (this.#scope === scope) {
          this.#scope = null;
          this.#due = null;
          this.#fire(due);
        }
      })
      .catch((error: unknown) => {
        if (!isCancellation(error)) throw error;
      });
  }

  disarm(): void {
    this.#scope?.cancel();
    this.#scope = null;
    this.#due = null;
  }
}
