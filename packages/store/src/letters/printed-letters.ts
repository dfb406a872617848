import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { LetterStore, PrintedLetter } from '../surface/letters.ts';
import { isUuid } from '../uuid.ts';

/** See `LetterStore.printed`. */
export async function printedLetters(
  db: Db,
  { organisationId, page, size }: Parameters<LetterStore['printed']>[0],
): ReturnType<LetterStore['printed']> {
  const { rows } = await sql<PrintedLetter & { total: number }>`
    SELECT e.id, e.as_of AS at, b.debtor_id AS "debtorId", b.creditor_id AS "creditorId",
      array(SELECT DISTINCT a.type FROM act a WHERE a.bundle_id = b.id AND a.type IS NOT NULL) AS types,
      array(SELECT DISTINCT a.case_id::text FROM act a WHERE a.bundle_id = b.id) AS "caseIds",
      count(*) OVER () AS total
    FROM bundle b JOIN effect e ON e.bundle_id = b.id
    WHERE b.organisation_id = ${organisationId} AND b.channel = 'letter' AND e.status = 'recorded'
    ORDER BY e.as_of DESC, e.id LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  const total = Number(rows[0]?.total ?? 0);
  return { items: rows.map(({ total: _total, ...letter }) => letter), total };
}

/** See `LetterStore.fileOf`. */
export async function fileOf(db: Db, id: string, organisationId: string): Promise<string | null> {
  if (!isUuid(id)) return null;
  const row = await db
    .selectFrom('effect as e')
    .innerJoin('bundle as b', 'b.id', 'e.bundle_id')
    .select('e.id')
    .where('b.organisation_id', '=', organisationId)
    .where('b.channel', '=', 'letter')
    .where('e.status', '=', 'recorded')
    .where((eb) => eb.or([eb('e.id', '=', id), eb('b.id', '=', id)]))
    .executeTakeFirst();
  return row?.id ?? null;
}
