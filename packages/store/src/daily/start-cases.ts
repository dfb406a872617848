import { localInstant } from '@krok/calendar';
import { debtorKindOf, dueDatesToStart, roundSince, type StartRule, startRuleOf } from '@krok/receivables';
import { sql } from 'kysely';
import { createCase } from '../cases/create-case.ts';
import type { Db } from '../database.ts';
import { latestVersions } from '../deployments/deployment-rows.ts';
import { StoreError } from '../errors.ts';
import { termsOf } from '../organisations/present.ts';
import type { StoreContext } from '../work.ts';

/** See `DailyStore.startCases`. */
export async function startCases(
  context: StoreContext,
  organisationId: string,
  day: string,
  limit: number,
): Promise<{ started: number; more: boolean }> {
  const { db } = context;
  let seen = 0;
  let started = 0;
  for (const { processId, rule } of await startRules(db, organisationId)) {
    const invoices = await invoicesToStart(db, { organisationId, processId, rule, day, limit: limit - seen });
    for (const invoice of invoices) if (await start(context, organisationId, processId, invoice)) started += 1;
    seen += invoices.length;
    if (seen >= limit) return { started, more: true };
  }
  return { started, more: false };
}

interface RuledProcess {
  readonly processId: string;
  readonly rule: StartRule;
}

/** Of the version in force; by name of the process, so that of two that want an invoice the same one wins each day. */
async function startRules(db: Db, organisationId: string): Promise<RuledProcess[]> {
  const versions = await latestVersions(db, organisationId);
  if (versions.length === 0) return [];
  const rows = await db
    .selectFrom('executable')
    .select(['hash', 'properties'])
    .where(
      'hash',
      'in',
      versions.map(({ hash }) => hash),
    )
    .execute();
  const properties = new Map(rows.map((row) => [row.hash, row.properties]));
  return versions.flatMap(({ processId, hash }) => {
    const rule = startRuleOf(properties.get(hash) ?? {});
    return rule === null ? [] : [{ processId, rule }];
  });
}

interface InvoiceToStart {
  readonly id: string;
  readonly creditor_id: string;
  readonly debtor_id: string;
  readonly number: string;
  readonly currency: string;
  readonly due_on: string;
  readonly legal_form: Parameters<typeof debtorKindOf>[0];
  readonly open: number;
}

async function invoicesToStart(
  db: Db,
  {
    organisationId,
    processId,
    rule,
    day,
    limit,
  }: RuledProcess & {
    readonly organisationId: string;
    readonly day: string;
    readonly limit: number;
  },
): Promise<readonly InvoiceToStart[]> {
  const { dueFrom, dueBy } = dueDatesToStart(rule, day);
  const round = roundSince(rule, day);
  const { zone } = await termsOf(db, organisationId);
  const [from, to] = [round ?? day, day].map((each) => localInstant(each, '00:00', zone));
  const { rows } = await sql<InvoiceToStart>`
    SELECT i.id, i.creditor_id, i.debtor_id, i.number, i.currency, i.due_on, d.legal_form, b.open
    FROM invoice i
    JOIN debtor d ON d.id = i.debtor_id
    JOIN creditor c ON c.id = i.creditor_id
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(p.amount), 0)::bigint AS open FROM posting p WHERE p.invoice_id = i.id) b
    WHERE i.organisation_id = ${organisationId} AND i.kind = 'invoice'
      AND i.due_on <= ${dueBy} AND i.due_on >= ${dueFrom ?? ''}
      AND b.open > c.tolerance AND d.erased_at IS NULL
      AND (${rule.debtorKind} = 'any' OR (d.legal_form = 'consumer') = (${rule.debtorKind} = 'consumer'))
      AND NOT EXISTS (
        SELECT 1 FROM process_case k
        WHERE k.organisation_id = i.organisation_id AND k.subject = i.id::text AND k.parent_case_id IS NULL
          AND (k.status IN ('starting', 'active') OR k.process_id = ${processId}))
      AND NOT EXISTS (
        SELECT 1 FROM process_case k
        WHERE k.organisation_id = i.organisation_id AND k.creditor_id = i.creditor_id AND k.debtor_id = i.debtor_id
          AND k.process_id = ${processId} AND k.status IN ('starting', 'active') AND k.parent_case_id IS NULL
          AND k.created_at >= ${from} AND k.created_at < ${to})
    ORDER BY i.due_on, i.number, i.id LIMIT ${limit}`.execute(db);
  return rows;
}

async function start(
  context: StoreContext,
  organisationId: string,
  processId: string,
  invoice: InvoiceToStart,
): Promise<boolean> {
  try {
    await createCase(context, {
      organisationId,
      processId,
      creditorId: invoice.creditor_id,
      debtorId: invoice.debtor_id,
      subject: invoice.id,
      variables: {
        invoiceId: invoice.id,
        invoiceNumber: invoice.number,
        amount: invoice.open,
        currency: invoice.currency,
        dueOn: invoice.due_on,
        debtorKind: debtorKindOf(invoice.legal_form),
      },
    });
    return true;
  } catch (error) {
    // Somebody else was faster: a person, another attempt of today's run, an erasure.
    if (error instanceof StoreError && OVERTAKEN.has(error.code)) return false;
    throw error;
  }
}

const OVERTAKEN: ReadonlySet<string> = new Set(['SUBJECT_HAS_OPEN_CASE', 'DEBTOR_ERASED']);
