import { type Db, inTransaction, type Tx } from './database.ts';
import type { KeyRing } from './key-ring.ts';
import type { OutboxBell } from './outbox/outbox-bell.ts';

/** What every function of the store works with. */
export interface StoreContext {
  readonly db: Db;
  readonly keys: KeyRing;
  readonly bell: OutboxBell;
}

/** One transaction under way. */
export interface Work {
  readonly tx: Tx;
  readonly keys: KeyRing;
  /** Rows were written to the outbox: relays are woken after the commit. */
  rings: boolean;
}

export async function transact<T>(context: StoreContext, body: (work: Work) => Promise<T>): Promise<T> {
  let rings = false;
  const answer = await inTransaction(context.db, async (tx) => {
    const work: Work = { tx, keys: context.keys, rings: false };
    const done = await body(work);
    rings = work.rings;
    return done;
  });
  if (rings) context.bell.ring();
  return answer;
}
