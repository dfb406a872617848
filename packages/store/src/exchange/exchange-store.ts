import { checkVariables } from '../cases/case-bounds.ts';
import { presentOf } from '../organisations/present.ts';
import type { ExchangeStore } from '../surface/exchange.ts';
import { type StoreContext, transact } from '../work.ts';
import { broadcastSignal } from './broadcast-signal.ts';
import { publishMessage } from './publish-message.ts';

export function exchangeStore(context: StoreContext): ExchangeStore {
  return {
    publishMessage: (organisationId, message) => publishMessage(context, organisationId, message),
    broadcastSignal: async (organisationId, name, variables, scope = { kind: 'all' }) => {
      checkVariables(context, variables);
      return transact(context, async (work) => {
        const now = await presentOf(work.tx, organisationId);
        return broadcastSignal(work, organisationId, { name, variables, scope }, null, now);
      });
    },
    buffered: async (organisationId) => {
      const now = await presentOf(context.db, organisationId);
      const rows = await context.db
        .selectFrom('message')
        .select(['message_id', 'name', 'correlation_key', 'published_at', 'expires_at', 'served'])
        .where('organisation_id', '=', organisationId)
        .where('buffered', '=', true)
        .where('expires_at', '>', now)
        .orderBy('position')
        .execute();
      return rows.map((row) => ({
        id: row.message_id,
        name: row.name,
        correlationKey: row.correlation_key,
        publishedAt: row.published_at,
        expiresAt: row.expires_at,
        served: row.served,
      }));
    },
    subscriptions: async (caseId) => {
      const rows = await context.db
        .selectFrom('subscription')
        .select(['subscription', 'kind', 'element', 'name', 'correlation_key'])
        .where('case_id', '=', caseId)
        .orderBy('position')
        .execute();
      return rows.map(({ correlation_key: correlationKey, ...rest }) => ({ ...rest, correlationKey }));
    },
    forgetExpired: async (organisationId) => {
      const now = await presentOf(context.db, organisationId);
      const { numDeletedRows } = await context.db
        .deleteFrom('message')
        .where('organisation_id', '=', organisationId)
        .where('expires_at', '<=', now)
        // One that is under way may still be refused and find another receiver.
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('outbox').select('outbox.id').whereRef('outbox.message_row', '=', 'message.id'))),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}
