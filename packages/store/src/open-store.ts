import { MOST_VARIABLES } from '@krok/contracts/types';
import { actStore } from './acts/act-store.ts';
import { approvalStore } from './approvals/approval-store.ts';
import { caseFileStore } from './case-files/case-file-store.ts';
import { caseMigrationStore } from './case-migrations/case-migration-store.ts';
import { caseStore } from './cases/case-store.ts';
import { dailyStore } from './daily/daily-store.ts';
import { openDatabase } from './database.ts';
import { deploymentStore } from './deployments/deployment-store.ts';
import { draftStore } from './drafts/draft-store.ts';
import { dutyStore } from './duties/duty-store.ts';
import { exchangeStore } from './exchange/exchange-store.ts';
import { moneyFigures } from './figures/money-figures.ts';
import { jobStore } from './jobs/job-store.ts';
import { LiveBell } from './live/live-bell.ts';
import { listenToChanges } from './live/listen-to-changes.ts';
import { KeyFiles } from './key-files.ts';
import { KeyRing } from './key-ring.ts';
import { ledgerStore } from './ledger/ledger-store.ts';
import { letterStore } from './letters/letter-store.ts';
import { logStore } from './log/log-store.ts';
import { operationsStore } from './operations/operations-store.ts';
import { clockStore } from './organisations/clock-store.ts';
import { organisationStore } from './organisations/organisation-store.ts';
import { partyStore } from './organisations/party-store.ts';
import { OutboxBell } from './outbox/outbox-bell.ts';
import { outboxStore } from './outbox/outbox-store.ts';
import { createOverviewStore } from './queries/overview-store.ts';
import { Solo } from './solo.ts';
import { recoveryStore } from './recovery/recovery-store.ts';
import { replyStore } from './replies/reply-store.ts';
import { repairStore } from './repairs/repair-store.ts';
import { standstillStore } from './standstills/standstill-store.ts';
import { settingStore } from './settings/setting-store.ts';
import type { Store, StoreOptions } from './surface/store.ts';
import { userStore } from './users/user-store.ts';
import type { StoreContext } from './work.ts';

/** Opens a store on a database that `migrate` has brought up to date. */
export function openStore({ url, keysFolder, maxConnections = 10, alone = false, ...bounds }: StoreOptions): Store {
  const db = openDatabase(alone ? withoutWaiting(url) : url, maxConnections);
  const keys = new KeyRing(new KeyFiles(keysFolder));
  const bell = new OutboxBell(db);
  const live = new LiveBell(db);
  const { mostVariables = MOST_VARIABLES } = bounds;
  const context: StoreContext = { db, keys, bell, live, solo: alone ? new Solo() : null, mostVariables };
  return {
    organisations: organisationStore(context),
    parties: partyStore(context),
    users: userStore(context),
    clock: clockStore(context),
    deployments: deploymentStore(context),
    drafts: draftStore(context),
    cases: caseStore(context),
    log: logStore(context),
    outbox: outboxStore(context, url),
    exchange: exchangeStore(context),
    jobs: jobStore(context),
    acts: actStore(context),
    ledger: ledgerStore(context),
    duties: dutyStore(context),
    letters: letterStore(context),
    settings: settingStore(context),
    approvals: approvalStore(context),
    daily: dailyStore(context),
    overview: createOverviewStore(context),
    figures: { money: (organisationId, creditorId) => moneyFigures(db, organisationId, creditorId) },
    caseFiles: caseFileStore(context),
    operations: operationsStore(context),
    live: { listen: (handlers) => listenToChanges(url, handlers) },
    standstills: standstillStore(context),
    recovery: recoveryStore(context),
    repairs: repairStore(context),
    caseMigrations: caseMigrationStore(context),
    replies: replyStore(context),
    keys: {
      caseKey: (caseId) => keys.ofCase(db, caseId),
      organisationKey: async (organisationId) => keys.ofOrganisation(organisationId),
    },
    close: async () => {
      await bell.silence();
      await live.silence();
      await db.destroy();
    },
  };
}

/** Commits that don't wait for the disk: a crash of the machine may lose the last of them, in order. */
function withoutWaiting(url: string): string {
  const changed = new URL(url);
  changed.searchParams.set('options', '-c synchronous_commit=off');
  return changed.href;
}
