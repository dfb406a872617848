import { type Db, inTransaction, type Tx } from './database.ts';
import type { KeyRing } from './key-ring.ts';
import type { LiveBell } from './live/live-bell.ts';
import type { OutboxBell } from './outbox/outbox-bell.ts';
import type { Solo } from './solo.ts';
import type { LiveChange } from './surface/live.ts';

/** What every function of the store works with. */
export interface StoreContext {
  readonly db: Db;
  readonly keys: KeyRing;
  readonly bell: OutboxBell;
  readonly live: LiveBell;
  /** Where nobody else works on the database. */
  readonly solo: Solo | null;
  /** Characters of JSON text that the variables of a case may take together. */
  readonly mostVariables: number;
}

/** One transaction under way. */
export interface Work {
  readonly tx: Tx;
  readonly keys: KeyRing;
  /** Rows were written to the outbox: relays are woken after the commit. */
  rings: boolean;
  /** What pages are to be told of after the commit. */
  readonly changes: LiveChange[];
}

export async function transact<T>(context: StoreContext, body: (work: Work) => Promise<T>): Promise<T> {
  let rings = false;
  let changes: readonly LiveChange[] = [];
  const answer = await inTransaction(context, async (tx) => {
    const work: Work = { tx, keys: context.keys, rings: false, changes: [] };
    const done = await body(work);
    ({ rings, changes } = work);
    return done;
  });
  if (context.solo) return answer;
  if (rings) context.bell.ring();
  if (changes.length > 0) context.live.tell(changes);
  return answer;
}
