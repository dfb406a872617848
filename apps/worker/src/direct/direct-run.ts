import { type ActivityDependencies, createActivities } from '@krok/activities';
import type { OutboxRow } from '@krok/store';
import { DirectCase } from '@krok/workflows/direct';
import { deliveryOf } from '../relay/delivery-of.ts';

export interface DirectRun {
  /**
   * Does all that is under way at the present instant of the organisation's manual clock. Without `desks` their acts
   * wait for the next time, as they would in a night outside every window.
   */
  settle(options?: { readonly desks?: boolean }): Promise<void>;
  /** How much has left the firm so far. */
  readonly sent: number;
}

/** Cases or desks under way at once. */
const AT_ONCE = 8;
/** Rows taken at once; the store hands out at most one of each case, listing and claim. */
const ROWS = 64;

/**
 * The organisation without Temporal, for days that pass in a second under the manual clock: the relay's rows, the
 * workflow's stepping, the worker's activities, the same log. Nothing else may run beside it. Temporal takes the cases
 * up afterwards: setting the clock to real wakes all of them, and a case without a workflow follows its log
 * (docs/decisions/0002).
 */
export function directRun(dependencies: ActivityDependencies): DirectRun {
  const { store } = dependencies;
  const activities = createActivities(dependencies);
  const cases = new Map<string, DirectCase>();
  let sent = 0;

  async function caseOf(caseId: string): Promise<DirectCase> {
    const known = cases.get(caseId);
    if (known) return known;
    const opened = await DirectCase.open(store, activities, caseId);
    cases.set(caseId, opened);
    return opened;
  }

  /** Nothing comes of itself under a manual clock: whatever needs another plan wakes the desk again. */
  async function deskOf(deskKey: string): Promise<void> {
    const { ready } = await activities.planActs({ deskKey, at: null });
    for (const bundleId of ready) {
      if ((await activities.performBundle({ bundleId })) === 'delivered') sent += 1;
    }
  }

  /** True where it is still to be said that it has arrived: a case's commit says so, and a case that refuses is told of here. */
  async function carry(row: OutboxRow): Promise<boolean> {
    switch (row.kind) {
      case 'startCase':
      case 'wakeCase':
        await caseOf(row.caseId);
        return true;
      case 'command': {
        const opened = await caseOf(row.caseId);
        const answer = await opened.deliver(deliveryOf(row));
        if (opened.ended) cases.delete(row.caseId);
        if (answer.kind === 'refused') await store.outbox.refused(row.id, answer);
        else if (answer.kind === 'setAside')
          await store.outbox.setAside(row.id, answer.cause ?? 'unstorable', answer.reason);
        else if (answer.kind === 'ended') await store.outbox.closed(row.id);
        return answer.kind === 'logged';
      }
      case 'wakeDesk':
        await deskOf(row.deskKey);
        return true;
      case 'wakeDaily':
        while ((await activities.runDaily({ organisationId: row.organisationId })).more);
        return true;
      case 'wakeListing':
        await activities.followListing({ id: row.listingId });
        return true;
      case 'wakeClaim':
        await activities.followClaim({ id: row.claimId });
        return true;
    }
  }

  async function drain(): Promise<void> {
    for (;;) {
      const rows = await store.outbox.takePending(ROWS, { leaseMs: LEASE_MS, withoutDesks: true });
      if (rows.length === 0) return;
      const arrived: string[] = [];
      await eachOf(rows, async (row) => {
        if (await carry(row)) arrived.push(row.id);
      });
      await store.outbox.allDelivered(arrived);
    }
  }

  let begun = false;
  return {
    get sent() {
      return sent;
    },
    settle: async ({ desks = true } = {}) => {
      // Nobody else takes rows: a lease is of a run that was cut off.
      if (!begun) await store.outbox.endLeases();
      begun = true;
      for (;;) {
        await drain();
        const woken = desks ? await store.outbox.takeDeskWakes() : [];
        if (woken.length === 0) return;
        await eachOf(woken, deskOf);
      }
    },
  };
}

async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.iterator]();
  const hand = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, hand));
}

/** Nobody else takes rows meanwhile. */
const LEASE_MS = 600_000;
