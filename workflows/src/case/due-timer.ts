import { realDelay, type OrganisationClock } from '@krok/calendar';
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * The one timer slot of a case: re-armed only when the earliest due time changes, because each timer costs history
 * events. It only posts a command; it never touches the state.
 */
export class DueTimer {
  #due: number | null = null;
  #clock: OrganisationClock | null = null;
  #scope: CancellationScope | null = null;
  readonly #fire: (due: number) => void;

  constructor(fire: (due: number) => void) {
    this.#fire = fire;
  }

  arm(due: number | null, clock: OrganisationClock): void {
    if (due === this.#due && (due === null || sameClock(clock, this.#clock))) return;
    this.disarm();
    const delay = due === null ? null : realDelay(clock, due, Date.now());
    if (due === null || delay === null) return;
    this.#due = due;
    this.#clock = clock;
    const scope = new CancellationScope({ cancellable: true });
    this.#scope = scope;
    void scope.run(() =>
      sleep(delay, { summary: 'earliest due time of the case' }).then(() => this.#passed(scope, due), unlessCancelled),
    );
  }

  #passed(scope: CancellationScope, due: number): void {
    if (this.#scope !== scope) return;
    this.#scope = null;
    this.#due = null;
    this.#fire(due);
  }

  disarm(): void {
    this.#scope?.cancel();
    this.#scope = null;
    this.#due = null;
  }
}

function unlessCancelled(error: unknown): void {
  if (!isCancellation(error)) throw error;
}

/** Whether due times fall on the same real instants. */
function sameClock(clock: OrganisationClock, other: OrganisationClock | null): boolean {
  if (clock.mode !== 'factor' || other?.mode !== 'factor') return clock.mode === other?.mode;
  const { factor, realAnchor, orgAnchor } = other;
  return clock.factor === factor && clock.realAnchor === realAnchor && clock.orgAnchor === orgAnchor;
}
