import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import type { Found, SearchFilter } from '../surface/overview.ts';
import { isUuid } from '../uuid.ts';

/** See `OverviewStore.search`. */
export async function search(db: Db, filter: SearchFilter): Promise<Found> {
  const [debtors, invoices, cases] = await Promise.all([
    filter.debtors ? debtorsLike(db, filter) : [],
    filter.debtors ? invoicesLike(db, filter) : [],
    filter.cases ? casesLike(db, filter) : [],
  ]);
  return { debtors, invoices, cases };
}

async function debtorsLike(db: Db, { organisationId, text, limit }: SearchFilter): Promise<Found['debtors']> {
  const digits = text.replaceAll(/[\s-]/g, '');
  const rows = await db
    .selectFrom('debtor as d')
    .select(['d.id', 'd.name', 'd.nip', 'd.town'])
    .where('d.organisation_id', '=', organisationId)
    .where('d.erased_at', 'is', null)
    .where((eb) =>
      eb.or([
        sql<boolean>`${plain(sql.ref('d.name'))} LIKE ${like(folded(text))}`,
        ...(/^\d{3,10}$/.test(digits) ? [eb('d.nip', 'like', `${digits}%`)] : []),
      ]),
    )
    // Names that begin so come first.
    .orderBy(sql`${plain(sql.ref('d.name'))} LIKE ${like(folded(text)).slice(1)}`, 'desc')
    .orderBy('d.name')
    .orderBy('d.id')
    .limit(limit)
    .execute();
  return rows;
}

async function invoicesLike(db: Db, { organisationId, text, limit }: SearchFilter): Promise<Found['invoices']> {
  const rows = await db
    .selectFrom('invoice as i')
    .innerJoin('debtor as d', 'd.id', 'i.debtor_id')
    .innerJoin('invoice_balance as b', 'b.invoice_id', 'i.id')
    .leftJoin('process_case as c', (join) =>
      join
        .on(sql<boolean>`c.subject = i.id::text`)
        .onRef('c.organisation_id', '=', 'i.organisation_id')
        .on('c.parent_case_id', 'is', null)
        .on('c.status', 'in', ['starting', 'active']),
    )
    .select(['i.id', 'i.number', 'i.debtor_id', 'd.name', 'i.currency', 'i.due_on', 'b.open', 'c.id as case_id'])
    .where('i.organisation_id', '=', organisationId)
    .where('i.number', 'ilike', like(text))
    .orderBy(sql`b.open > 0`, 'desc')
    .orderBy('i.due_on', 'desc')
    .orderBy('i.id')
    .limit(limit)
    .execute();
  return rows.map(({ debtor_id: debtorId, name, due_on: dueOn, case_id: caseId, ...row }) => ({
    ...row,
    debtorId,
    debtorName: name,
    dueOn,
    caseId,
  }));
}

/** By the business key, the invoice that it is about, or the end of its id (which lists show). */
async function casesLike(db: Db, { organisationId, text, limit }: SearchFilter): Promise<Found['cases']> {
  const rows = await db
    .selectFrom('process_case as c')
    .leftJoin('invoice as i', (join) => join.on(sql<boolean>`i.id::text = c.subject`))
    .leftJoin('deployed_process as p', (join) =>
      join.onRef('p.deployment_id', '=', 'c.deployment_id').onRef('p.process_id', '=', 'c.process_id'),
    )
    .select(['c.id', 'c.subject', 'c.status', 'i.number', 'p.name', 'c.process_id'])
    .where('c.organisation_id', '=', organisationId)
    .where((eb) =>
      eb.or([
        eb.and([eb('c.subject', 'ilike', like(text)), eb('i.id', 'is', null)]),
        eb('i.number', 'ilike', like(text)),
        ...(isUuid(text) ? [eb('c.id', '=', text)] : []),
        ...(/^[0-9a-f]{6,12}$/i.test(text) ? [eb(sql<string>`c.id::text`, 'like', `%${text.toLowerCase()}`)] : []),
      ]),
    )
    .orderBy(sql`c.status IN ('starting', 'active')`, 'desc')
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, subject, status, number, name, process_id: processId }) => ({
    id,
    key: number ?? subject,
    status,
    processName: name ?? processId,
  }));
}

/** Without case and Polish accents: whoever types "zmyslona" means "Zmyślona". */
function plain(column: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`translate(lower(${column}), ${ACCENTED}, ${BARE})`;
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[ąćęłńóśźż]/g, (letter) => BARE[ACCENTED.indexOf(letter)] ?? letter);
}

const ACCENTED = 'ąćęłńóśźż';
const BARE = 'acelnoszz';

function like(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
