import type { Delivery } from '@krok/contracts/types';
import type { OutboxRow } from '@krok/store';

/** What of a row its case gets. */
export function deliveryOf({ id, at, command, seen }: Extract<OutboxRow, { kind: 'command' }>): Delivery {
  return { id, at, command, ...(seen !== undefined && { seen }) };
}
