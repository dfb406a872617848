import { sql } from 'kysely';
import { isUniqueViolation, type Tx } from '../database.ts';
import { StoreError } from '../errors.ts';
import type { PartyStore } from '../surface/organisations.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact, type Work } from '../work.ts';
import { presentOf } from './present.ts';
import { creditorColumns, debtorColumns, ERASED, toCreditor, toDebtor } from './party-rows.ts';

export function partyStore(context: StoreContext): PartyStore {
  const { db } = context;
  return {
    addCreditor: async ({ organisationId, name, ...details }) => {
      const id = newId();
      const row = { ...creditorColumns(details), id, organisation_id: organisationId, name };
      await withOwnNip(() => db.insertInto('creditor').values(row).execute());
      return id;
    },
    creditor: async (id) => {
      const row = isUuid(id)
        ? await db.selectFrom('creditor').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined;
      if (row === undefined) throw noSuch('NO_SUCH_CREDITOR', 'creditor', id);
      return toCreditor(row);
    },
    creditors: async (organisationId) => {
      const rows = await db
        .selectFrom('creditor')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .orderBy('name')
        .execute();
      return rows.map(toCreditor);
    },
    changeCreditor: async (id, changes, by) => {
      const columns = creditorColumns(changes);
      if (!isUuid(id)) throw noSuch('NO_SUCH_CREDITOR', 'creditor', id);
      await withOwnNip(() =>
        transact(context, async (work) => {
          const changed = await work.tx
            .updateTable('creditor')
            .set({ ...columns, id })
            .where('id', '=', id)
            .returning('organisation_id')
            .executeTakeFirst();
          if (changed === undefined) throw noSuch('NO_SUCH_CREDITOR', 'creditor', id);
          await keepChange(work, 'creditor', { id, organisationId: changed.organisation_id }, changes, by);
        }),
      );
    },
    addDebtor: async ({ organisationId, name, ...details }) => {
      const id = newId();
      await db
        .insertInto('debtor')
        .values({ ...debtorColumns(details), id, organisation_id: organisationId, name })
        .execute();
      return id;
    },
    debtor: async (id) => {
      const row = isUuid(id)
        ? await db.selectFrom('debtor').selectAll().where('id', '=', id).executeTakeFirst()
        : undefined;
      if (row === undefined) throw noSuch('NO_SUCH_DEBTOR', 'debtor', id);
      return toDebtor(row);
    },
    debtors: async (organisationId) => {
      const rows = await db
        .selectFrom('debtor')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .orderBy('name')
        .execute();
      return rows.map(toDebtor);
    },
    changeDebtor: async (id, changes, by) => {
      if (!isUuid(id)) throw noSuch('NO_SUCH_DEBTOR', 'debtor', id);
      const done = await transact(context, async (work) => {
        const changed = await work.tx
          .updateTable('debtor')
          .set({ ...debtorColumns(changes), id })
          .where('id', '=', id)
          .where('erased_at', 'is', null)
          .returning('organisation_id')
          .executeTakeFirst();
        if (changed === undefined) return false;
        work.changes.push({ organisationId: changed.organisation_id, kind: 'debtor', id });
        await keepChange(work, 'debtor', { id, organisationId: changed.organisation_id }, changes, by);
        return true;
      });
      if (done) return;
      const row = await db.selectFrom('debtor').select('id').where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw noSuch('NO_SUCH_DEBTOR', 'debtor', id);
      throw new StoreError('DEBTOR_ERASED', `Expected a debtor with data but those of ${id} were erased.`);
    },
    changes: async (partyId) => {
      if (!isUuid(partyId)) return [];
      const rows = await db
        .selectFrom('party_change')
        .select(['fields', 'changed_by', 'changed_at'])
        .where('party_id', '=', partyId)
        .orderBy('position', 'desc')
        .limit(100)
        .execute();
      return rows.map(({ fields, changed_by: by, changed_at: at }) => ({ fields, by, at }));
    },
    eraseDebtor: (id) => eraseDebtor(context, id),
  };
}

/** Names of fields only: values of persons stay in their row. */
async function keepChange(
  { tx }: Work,
  kind: 'creditor' | 'debtor',
  { id, organisationId }: { readonly id: string; readonly organisationId: string },
  changes: object,
  by: string | undefined,
): Promise<void> {
  const fields = Object.keys(changes).toSorted();
  if (fields.length === 0) return;
  await tx
    .insertInto('party_change')
    .values({
      organisation_id: organisationId,
      party_kind: kind,
      party_id: id,
      fields,
      changed_by: by ?? null,
      changed_at: await presentOf(tx, organisationId),
    })
    .execute();
}

/** The row's lock keeps new cases out; a half-done erasure (key gone, row not yet) is finished by a repeat. */
function eraseDebtor(context: StoreContext, id: string): Promise<void> {
  return transact(context, async ({ tx, keys }) => {
    const row = isUuid(id)
      ? await tx.selectFrom('debtor').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
      : undefined;
    if (row === undefined) throw noSuch('NO_SUCH_DEBTOR', 'debtor', id);
    const open = await tx
      .selectFrom('process_case')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('debtor_id', '=', id)
      .where('status', 'in', ['starting', 'active'])
      .executeTakeFirstOrThrow();
    if (open.count > 0) {
      throw new StoreError(
        'DEBTOR_HAS_OPEN_CASES',
        `Expected no open case of the debtor ${id} but ${open.count} are open.`,
        { debtorId: id, cases: open.count },
      );
    }
    await checkNoDuties(tx, id);
    await tx
      .updateTable('debtor')
      .set({ ...ERASED, name: `erased ${id.slice(-8)}`, erased_at: sql`now()` })
      .where('id', '=', id)
      .execute();
    // What payers and people wrote names persons.
    await tx.updateTable('payment').set({ title: null }).where('debtor_id', '=', id).execute();
    await tx.updateTable('hold').set({ reason: 'erased' }).where('debtor_id', '=', id).execute();
    keys.files.destroy({ kind: 'debtor', id });
  });
}

/** What is owed to the debtor himself needs his data. */
async function checkNoDuties(tx: Tx, debtorId: string): Promise<void> {
  for (const entry of ['listing', 'claim'] as const) {
    const open = await tx
      .selectFrom(entry)
      .select('id')
      .where('debtor_id', '=', debtorId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (open === undefined) continue;
    throw new StoreError(
      'DEBTOR_HAS_OPEN_DUTIES',
      `Expected no open listing or claim about the debtor ${debtorId} but there is a ${entry}.`,
      { debtorId, [`${entry}Id`]: open.id },
    );
  }
}

async function withOwnNip<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error, 'creditor_nip')) throw error;
    throw new StoreError('NIP_TAKEN', 'Expected a NIP of its own but another creditor of the organisation has it.');
  }
}

function noSuch(code: 'NO_SUCH_CREDITOR' | 'NO_SUCH_DEBTOR', what: string, id: string): StoreError {
  return new StoreError(code, `Expected a ${what} ${id} but there is none.`, { [`${what}Id`]: id });
}
