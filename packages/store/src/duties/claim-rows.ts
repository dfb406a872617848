import { CLAIM_ENDS, type ClaimEvent, evolveClaim } from '@krok/receivables';
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../database.ts';
import type { ClaimRecord } from '../surface/duties.ts';
import type { ClaimTable } from '../tables/duties.ts';
import type { Work } from '../work.ts';
import { checkId, endOf, itemsOf, noSuchEntry, toDetails, writeHappened } from './entry-rows.ts';

export async function toClaims(executor: Db | Tx, rows: readonly Selectable<ClaimTable>[]): Promise<ClaimRecord[]> {
  const items = await itemsOf(
    executor,
    'claim',
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...toDetails(row),
    state: row.state,
    reference: row.reference,
    signature: row.signature,
    items: items.get(row.id) ?? [],
    fee: row.fee,
    filedOn: row.filed_on,
    orderOn: row.order_on,
    servedOn: row.served_on,
    finalOn: row.final_on,
    limitedOn: row.limited_on,
    refileBy: row.refile_by,
    refileWarned: row.refile_warned,
    duty: row.duty,
    problem: row.problem,
  }));
}

/** The claim as it stands; nobody else writes it until the end of the transaction. */
export async function lockClaim({ tx }: Work, id: string): Promise<ClaimRecord> {
  checkId('NO_SUCH_CLAIM', id);
  const row = await tx.selectFrom('claim').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  const [claim] = row === undefined ? [] : await toClaims(tx, [row]);
  if (claim === undefined) throw noSuchEntry('NO_SUCH_CLAIM', id);
  return claim;
}

/** Lets events happen to a locked claim; its next due time is set when its workflow follows it. */
export async function happenToClaim(
  work: Work,
  before: ClaimRecord,
  events: readonly ClaimEvent[],
  now: number,
): Promise<ClaimRecord> {
  if (events.length === 0) return before;
  const { tx } = work;
  const claim = { ...before, ...events.reduce(evolveClaim, before) };
  const after: ClaimRecord = { ...claim, ...endOf(claim, before, CLAIM_ENDS.has(claim.state), now) };
  await tx
    .updateTable('claim')
    .set({
      state: after.state,
      reference: after.reference,
      signature: after.signature,
      fee: after.fee,
      filed_on: after.filedOn,
      order_on: after.orderOn,
      served_on: after.servedOn,
      final_on: after.finalOn,
      limited_on: after.limitedOn,
      refile_by: after.refileBy,
      refile_warned: after.refileWarned,
      duty: after.duty && JSON.stringify(after.duty),
      problem: after.problem && JSON.stringify(after.problem),
      ask_at: after.askAt,
      next_due: after.nextDue,
      ended_at: after.endedAt,
    })
    .where('id', '=', after.id)
    .execute();
  await writeHappened(work, 'claim', before, after, events, now);
  return after;
}
