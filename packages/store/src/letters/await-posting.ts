import { addBusinessDays, localInstant } from '@krok/calendar';
import { sql, type Selectable } from 'kysely';
import { insertAct } from '../acts/insert-act.ts';
import { withdrawSource } from '../acts/withdraw-source.ts';
import { termsOf } from '../organisations/present.ts';
import { wakeDesks } from '../outbox/enqueue.ts';
import type { PrintedRegistered } from '../surface/letters.ts';
import type { BundleTable } from '../tables/acts.ts';
import type { Work } from '../work.ts';

/** A person says when the letter was posted: variables `letterNumber` and `postedOn`. */
export const CONFIRM_POSTING = 'confirm-posting';

/** What its acts wait for once it is printed. */
export const AWAITING_POSTING = 'awaitingPosting';

/** The letter is printed; its acts are done when its posting is confirmed. */
export async function awaitPosting(
  work: Work,
  bundle: Selectable<BundleTable>,
  { effectKey, sha256, printed }: { effectKey: string; sha256: string; printed: PrintedRegistered },
  now: number,
): Promise<void> {
  const { tx } = work;
  const {
    id,
    organisation_id: organisationId,
    creditor_id: creditorId,
    debtor_id: debtorId,
    desk_key: deskKey,
  } = bundle;
  if (creditorId === null || debtorId === null) return;
  await tx
    .insertInto('registered_letter')
    .values({
      bundle_id: id,
      organisation_id: organisationId,
      creditor_id: creditorId,
      debtor_id: debtorId,
      desk_key: deskKey,
      effect_key: effectKey,
      sha256,
      kind: printed.kind,
      reference: printed.reference,
      currency: printed.currency,
      bureaus: [...printed.bureaus],
      printed_on: printed.printedOn,
      pay_by: printed.payBy,
      state: 'awaiting',
      number: null,
      posted_on: null,
      confirmed_by: null,
      confirmed_at: null,
      delivered_on: null,
      returned_on: null,
    })
    .execute();
  await tx
    .insertInto('registered_letter_item')
    .values(printed.items.map(({ invoiceId, amount }) => ({ bundle_id: id, invoice_id: invoiceId, amount })))
    .execute();
  await tx
    .updateTable('act')
    .set({ state: 'notNeeded', reason: 'withdrawn by the case' })
    .where('bundle_id', '=', id)
    .where('withdrawn', '=', true)
    .where('state', '=', 'planned')
    .execute();
  const waiting = await tx
    .updateTable('act')
    .set({ reason: AWAITING_POSTING })
    .where('bundle_id', '=', id)
    .where('state', '=', 'planned')
    .returning('id')
    .execute();
  await tx
    .updateTable('bundle')
    .set({ status: waiting.length === 0 ? 'empty' : 'posting', version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
  if (waiting.length === 0) await cancelLetter(work, id);
  else await remindOfPosting(work, bundle, printed, now);
}

/** Work for a person, from the morning of the next business day on. */
export async function remindOfPosting(
  work: Work,
  { id, organisation_id: organisationId, creditor_id: creditorId, debtor_id: debtorId, desk_key: deskKey }: Letterhead,
  { reference, printedOn }: Pick<PrintedRegistered, 'reference' | 'printedOn'>,
  now: number,
  from = printedOn,
): Promise<void> {
  const { tx, keys } = work;
  const lead = await tx
    .selectFrom('act')
    .select(['case_id', 'element'])
    .where('bundle_id', '=', id)
    .where('state', '=', 'planned')
    .orderBy('due_at')
    .orderBy('id')
    .executeTakeFirst();
  if (lead === undefined) return;
  const { attempt } = await tx
    .selectFrom('act')
    .select(({ fn }) => fn.max('attempt').as('attempt'))
    .where('case_id', '=', lead.case_id)
    .where('source_kind', '=', 'letter')
    .where('source_id', '=', id)
    .executeTakeFirstOrThrow();
  const { zone, calendar } = await termsOf(tx, organisationId);
  const day = addBusinessDays(from, 1, calendar);
  const key = await keys.ofCase(tx, lead.case_id);
  await insertAct(
    work,
    { id: lead.case_id, key, organisationId, creditorId, debtorId, deskKey },
    {
      source: { kind: 'letter', id },
      attempt: (attempt ?? 0) + 1,
      element: lead.element,
      type: CONFIRM_POSTING,
      retries: 0,
      channel: 'task',
      actKind: 'duty',
      dueAt: localInstant(day, '08:00', zone),
      payload: {
        headers: {},
        variables: { letterId: id, reference, printedOn },
        task: {
          assignee: null,
          candidateGroups: ['collector', 'manager'],
          candidateUsers: [],
          dueDate: day,
          followUpDate: null,
          priority: 60,
          formId: null,
        },
      },
    },
  );
  await wakeDesks(work, organisationId, [deskKey], now);
}

/** Nothing that it demands is wanted any more. Whoever has posted it all the same may still say so. */
export async function cancelLetter(work: Work, id: string): Promise<void> {
  await work.tx
    .updateTable('registered_letter')
    .set({ state: 'cancelled' })
    .where('bundle_id', '=', id)
    .where('state', '=', 'awaiting')
    .execute();
  await withdrawSource(work, { kind: 'letter', id });
}

type Letterhead = Pick<Selectable<BundleTable>, 'id' | 'organisation_id' | 'creditor_id' | 'debtor_id' | 'desk_key'>;
