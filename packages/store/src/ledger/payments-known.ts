import type { LedgerChange } from './ledger-change.ts';

/** The day never moves back. Demands that waited for it are looked at again. */
export async function movePaymentsKnown(change: LedgerChange, day: string | null): Promise<void> {
  if (day === null) return;
  const { tx } = change.work;
  const moved = await tx
    .updateTable('creditor')
    .set({ payments_known_through: day })
    .where('id', '=', change.creditorId)
    .where((eb) => eb.or([eb('payments_known_through', 'is', null), eb('payments_known_through', '<', day)]))
    .returning('id')
    .executeTakeFirst();
  if (moved === undefined) return;
  const waiting = await tx
    .selectFrom('act')
    .select('debtor_id')
    .distinct()
    .where('creditor_id', '=', change.creditorId)
    .where('state', '=', 'due')
    .where('reason', '=', 'paymentsNotKnown')
    .execute();
  for (const { debtor_id: debtorId } of waiting) if (debtorId !== null) change.touched.add(debtorId);
}
