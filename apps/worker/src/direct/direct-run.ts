import { type ActivityDependencies, createActivities } from '@krok/activities';
import type { OutboxRow, Store } from '@krok/store';
import { DirectCase } from '@krok/workflows/direct';

export interface DirectRun {
  /** Does all that is under way at the present instant of the organisation's manual clock. */
  settle(): Promise<void>;
}

/** Rows under way at once; the store hands out at most one of each case, desk, listing and claim. */
const AT_ONCE = 8;

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

  async function caseOf(caseId: string): Promise<DirectCase> {
    const known = cases.get(caseId);
    if (known) return known;
    const opened = await DirectCase.open(store, activities, caseId);
    cases.set(caseId, opened);
    return opened;
  }

  async function deskOf(deskKey: string, at: number): Promise<void> {
    for (let awake = true; awake; ) {
      awake = false;
      const { ready } = await activities.planActs({ deskKey, at });
      for (const bundleId of ready) {
        const performed = await activities.performBundle({ bundleId });
        if (performed !== 'notNow' && performed !== 'settledBefore') awake = true;
      }
    }
  }

  /** True once it is done for good; false where a case has no use for it, which is then said to the store here. */
  async function carry(row: OutboxRow): Promise<boolean> {
    switch (row.kind) {
      case 'startCase':
      case 'wakeCase':
        await caseOf(row.caseId);
        return true;
      case 'command': {
        const opened = await caseOf(row.caseId);
        const answer = await opened.deliver({ id: row.id, at: row.at, command: row.command });
        if (opened.ended) cases.delete(row.caseId);
        if (answer.kind === 'refused') await store.outbox.refused(row.id, answer);
        else if (answer.kind === 'ended') await store.outbox.closed(row.id);
        return answer.kind === 'logged';
      }
      case 'wakeDesk':
        await deskOf(row.deskKey, row.at);
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

  return {
    settle: () =>
      drain(store, async (row) => {
        if (await carry(row)) await store.outbox.delivered(row.id);
      }),
  };
}

/** Keeps the hands full: a lane whose row is done may have the next at once. */
async function drain(store: Store, carry: (row: OutboxRow) => Promise<void>): Promise<void> {
  const underway = new Set<Promise<void>>();
  for (;;) {
    const rows = await store.outbox.takePending(AT_ONCE - underway.size, { leaseMs: LEASE_MS });
    for (const row of rows) {
      const job: Promise<void> = carry(row).finally(() => underway.delete(job));
      underway.add(job);
    }
    if (underway.size === 0) return;
    if (rows.length === 0 || underway.size >= AT_ONCE) await Promise.race(underway);
  }
}

/** Nobody else takes rows meanwhile. */
const LEASE_MS = 600_000;
