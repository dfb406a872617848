import type { Variables } from '@krok/engine';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { KeyRing } from '../key-ring.ts';
import { openJson } from '../seal.ts';
import type { Act, Bundle, BundleWithActs } from '../surface/acts.ts';
import type { ActTable, BundleTable } from '../tables/acts.ts';
import { type ActPayload, actPlace } from './act-payload.ts';

export interface ActReader {
  readonly executor: Db | Tx;
  readonly keys: KeyRing;
}

export type ActRow = Selectable<ActTable> & {
  readonly subject: string | null;
  readonly process_id: string;
  readonly executable_hash: string;
  /** Of its case; null: it runs. */
  readonly suspended_at: number | null;
  readonly properties: Readonly<Record<string, string>>;
};

/** Acts with what their case and process say; to be narrowed and ordered. */
export function actRows(executor: Db | Tx) {
  return executor
    .selectFrom('act as a')
    .innerJoin('process_case as c', 'c.id', 'a.case_id')
    .innerJoin('executable as x', 'x.hash', 'c.executable_hash')
    .selectAll('a')
    .select(['c.subject', 'c.process_id', 'c.executable_hash', 'c.suspended_at', 'x.properties']);
}

/** Its case wishes nothing for now. Duties of listings, claims and letters go on. */
export function isSuspended(row: Pick<ActRow, 'suspended_at' | 'source_kind'>): boolean {
  return row.suspended_at !== null && (row.source_kind === 'job' || row.source_kind === 'userTask');
}

export async function toActs(reader: ActReader, rows: readonly ActRow[]): Promise<Act[]> {
  const acts: Act[] = [];
  for (const row of rows) acts.push(await toAct(reader, row));
  return acts;
}

export function toBundle(row: Selectable<BundleTable>): Bundle {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    creditorId: row.creditor_id,
    debtorId: row.debtor_id,
    deskKey: row.desk_key,
    channel: row.channel,
    kind: row.kind,
    performer: row.performer,
    status: row.status,
    performAt: row.perform_at,
    version: row.version,
    assignee: row.assignee,
    candidateGroups: row.candidate_groups,
    candidateUsers: row.candidate_users,
    priority: row.priority,
    dueDate: row.due_date,
    followUpDate: row.follow_up_date,
    formId: row.form_id,
    claimedBy: row.claimed_by,
    snoozedUntil: row.snoozed_until,
    callback: row.callback,
    createdAt: row.created_at,
    doneAt: row.done_at,
    doneBy: row.done_by,
  };
}

/** Each bundle with the acts that are in it: those it let go are left out. */
export async function withActs(
  reader: ActReader,
  bundles: readonly Selectable<BundleTable>[],
): Promise<BundleWithActs[]> {
  if (bundles.length === 0) return [];
  const rows = await actRows(reader.executor)
    .where(
      'a.bundle_id',
      'in',
      bundles.map((each) => each.id),
    )
    .where('a.state', '!=', 'notNeeded')
    .orderBy('a.due_at')
    .orderBy('a.id')
    .execute();
  const acts = await toActs(reader, rows);
  return bundles.map((row) => ({ ...toBundle(row), acts: acts.filter((act) => act.bundleId === row.id) }));
}

async function toAct(reader: ActReader, row: ActRow): Promise<Act> {
  const { headers, variables, task } = await payloadOf(reader, row);
  return {
    id: row.id,
    organisationId: row.organisation_id,
    creditorId: row.creditor_id,
    debtorId: row.debtor_id,
    caseId: row.case_id,
    subject: row.subject,
    processId: row.process_id,
    executableHash: row.executable_hash,
    properties: row.properties,
    deskKey: row.desk_key,
    source: { kind: row.source_kind, id: row.source_id },
    attempt: row.attempt,
    element: row.element,
    type: row.type,
    retries: row.retries,
    channel: row.channel,
    kind: row.kind,
    dueAt: row.due_at,
    planAt: row.plan_at,
    state: row.state,
    reason: row.reason,
    policyVersion: row.policy_version,
    bundleId: row.bundle_id,
    withdrawn: row.withdrawn,
    ...(isSuspended(row) && { suspended: true as const }),
    headers,
    variables,
    task,
  };
}

/** Acts of an erased debtor stay in lists, without what was sealed. */
async function payloadOf({ executor, keys }: ActReader, row: ActRow): Promise<ActPayload> {
  try {
    return openJson<ActPayload>(await keys.ofCase(executor, row.case_id), actPlace(row.id), row.payload);
  } catch (error) {
    if (error instanceof StoreError && error.code === 'KEY_ERASED') return NOTHING;
    throw error;
  }
}

const NO_VARIABLES: Variables = {};
const NOTHING: ActPayload = { headers: {}, variables: NO_VARIABLES, task: null };
