import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { StoreError } from '../errors.ts';
import type { Creditor, Debtor, PartyStore } from '../surface/organisations.ts';
import type { CreditorTable, DebtorTable } from '../tables/organisations.ts';
import { isUuid, newId } from '../uuid.ts';
import { type StoreContext, transact } from '../work.ts';

export function partyStore(context: StoreContext): PartyStore {
  const { db } = context;
  return {
    addCreditor: async ({ organisationId, name, senderEmail }) => {
      const id = newId();
      const row = { id, organisation_id: organisationId, name, sender_email: senderEmail ?? null };
      await db.insertInto('creditor').values(row).execute();
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
    addDebtor: async ({ organisationId, name, email, phone }) => {
      const id = newId();
      await db
        .insertInto('debtor')
        .values({
          id,
          organisation_id: organisationId,
          name,
          email: email ?? null,
          phone: phone ?? null,
          erased_at: null,
        })
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
    eraseDebtor: (id) => eraseDebtor(context, id),
  };
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
    await tx
      .updateTable('debtor')
      .set({ name: `erased ${id.slice(-8)}`, email: null, phone: null, erased_at: sql`now()` })
      .where('id', '=', id)
      .execute();
    keys.files.destroy({ kind: 'debtor', id });
  });
}

function toCreditor(row: Selectable<CreditorTable>): Creditor {
  return { id: row.id, organisationId: row.organisation_id, name: row.name, senderEmail: row.sender_email };
}

function toDebtor(row: Selectable<DebtorTable>): Debtor {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    erasedAt: row.erased_at?.getTime() ?? null,
  };
}

function noSuch(code: 'NO_SUCH_CREDITOR' | 'NO_SUCH_DEBTOR', what: string, id: string): StoreError {
  return new StoreError(code, `Expected a ${what} ${id} but there is none.`, { [`${what}Id`]: id });
}
