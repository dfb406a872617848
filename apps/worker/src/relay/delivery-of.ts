import type { OutboxRow } from '@krok/store';

/** What of a row its case gets. */
export function deliveryOf({ id, at, command, seen }: Extract<OutboxRow, { kind: 'command' }>) {
  return { id, at, command, ...(seen !== undefined && { seen }) };
}
