import type { Variables } from '@krok/engine';
import type { TaskDetails } from '../surface/acts.ts';

/** What of an act is sealed with its case's key. */
export interface ActPayload {
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Variables;
  readonly task: TaskDetails | null;
}

export function actPlace(id: string): string {
  return `act ${id}`;
}
