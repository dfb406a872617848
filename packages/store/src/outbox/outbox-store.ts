import { isUuid } from '../uuid.ts';
import type { OutboxStore } from '../surface/outbox.ts';
import type { StoreContext } from '../work.ts';
import { listenToOutbox } from './outbox-bell.ts';
import { allDelivered, failed, setAside, turnedAway } from './settle.ts';
import { endLeases, takeDeskWakes, takePending } from './take-pending.ts';

export function outboxStore(context: StoreContext, url: string): OutboxStore {
  return {
    takePending: (limit, options) =>
      takePending(context, limit, {
        leaseMs: options?.leaseMs ?? DEFAULT_LEASE_MS,
        repeats: options?.repeats ?? limit,
        withoutDesks: options?.withoutDesks ?? false,
      }),
    takeDeskWakes: () => takeDeskWakes(context),
    endLeases: () => endLeases(context),
    delivered: (id) => allDelivered(context, [id]),
    allDelivered: (ids) => allDelivered(context, ids),
    refused: (id, rejection) => turnedAway(context, id, 'refused', rejection),
    closed: (id) => turnedAway(context, id, 'closed', null),
    setAside: (id, cause, reason) => setAside(context, id, cause, reason),
    failed: (id, error, attempt) => failed(context, id, error, attempt),
    listen: (ring) => listenToOutbox(url, ring),
    refusedCommands: async (caseId) => {
      if (!isUuid(caseId)) return [];
      const rows = await context.db
        .selectFrom('outbox')
        .select(['id', 'command_kind', 'rejection', 'at'])
        .where('case_id', '=', caseId)
        .where('status', 'in', ['refused', 'closed'])
        .orderBy('position', 'desc')
        .limit(500)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        caseId,
        commandKind: row.command_kind ?? '',
        rejection: row.rejection,
        at: row.at,
      }));
    },
  };
}

const DEFAULT_LEASE_MS = 30_000;
