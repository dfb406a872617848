import { localDate } from '@krok/calendar';
import { debtorKindOf, knownPersonName, permitClaim, permitListing } from '@krok/receivables';
import type { Selectable } from 'kysely';
import { listInvoices } from '../ledger/invoice-queries.ts';
import { toCreditor, toDebtor } from '../organisations/party-rows.ts';
import { settingOf } from '../settings/setting-rows.ts';
import type { LedgerInvoice } from '../surface/ledger.ts';
import type { Address, Debtor } from '../surface/organisations.ts';
import type { BundleTable } from '../tables/acts.ts';
import type { Work } from '../work.ts';
import type { At } from './at.ts';

/** What the law says about each wanted invoice on the day of sending: null where nothing speaks against it. */
export interface Permitted {
  readonly invoices: ReadonlyMap<string, LedgerInvoice>;
  reasonOf(invoiceId: string): string | null;
}

/** Reads parties, ledger and posted demands in the act of sending. */
export async function permitOrder(
  work: Work,
  bundle: Selectable<BundleTable>,
  wanted: readonly string[],
  { now, zone }: At,
  /** A listing or claim that is ordered again: it does not stand in its own way. */
  own: string | null = null,
): Promise<Permitted> {
  const { tx } = work;
  const { creditor_id: creditorId, debtor_id: debtorId, organisation_id: organisationId } = bundle;
  if (creditorId === null || debtorId === null) return { invoices: new Map(), reasonOf: () => 'noDebtor' };
  const today = localDate(now, zone);
  const creditor = toCreditor(
    await tx.selectFrom('creditor').selectAll().where('id', '=', creditorId).executeTakeFirstOrThrow(),
  );
  const debtor = toDebtor(
    await tx.selectFrom('debtor').selectAll().where('id', '=', debtorId).executeTakeFirstOrThrow(),
  );
  const owed = await listInvoices(tx, { organisationId, creditorId, debtorId, paid: false });
  const demanded = await firstDemands(work, wanted);
  const chosen = new Set(wanted);
  const permission =
    bundle.channel === 'krd'
      ? permitListing({
          today,
          debtorKind: debtorKindOf(debtor.legalForm),
          contract: creditor.krdContract,
          identified:
            (debtor.legalForm === 'consumer' ? debtor.pesel : debtor.nip) !== null && isComplete(debtor.address),
          invoices: owed.map(({ id, undisputed, currency, dueOn }) => ({
            id,
            open: undisputed,
            currency,
            dueOn,
            demandedOn: demanded.get(id) ?? null,
          })),
          wanted: chosen,
        })
      : permitClaim({
          today,
          debtor: { ...debtor, addressComplete: isComplete(debtor.address), nameComplete: isNamed(debtor) },
          largestClaim: (await settingOf(tx, organisationId, 'formalities')).content.largestClaim,
          claimantComplete: creditor.nip !== null && isComplete(creditor.address),
          invoices: owed
            .filter(({ id }) => chosen.has(id))
            .map(({ id, undisputed, currency, dueOn }) => ({ id, open: undisputed, currency, dueOn })),
        });
  const good = new Set(permission.kind === 'permitted' ? permission.invoices : []);
  const before = await statedBefore(work, bundle, wanted, own);
  return {
    invoices: new Map(owed.map((invoice) => [invoice.id, invoice])),
    reasonOf: (id) =>
      before.has(id)
        ? 'underWay'
        : good.has(id)
          ? null
          : permission.kind === 'refused'
            ? permission.reason
            : 'notEligible',
  };
}

/** The first demand that warned of this bureau: the month counts from it. */
async function firstDemands({ tx }: Work, invoiceIds: readonly string[]): Promise<Map<string, string>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('demand_posted')
    .select(['invoice_id', 'posted_on', 'bureaus'])
    .where('invoice_id', 'in', invoiceIds)
    .orderBy('posted_on', 'desc')
    .execute();
  return new Map(rows.filter(({ bureaus }) => bureaus.includes('KRD')).map((row) => [row.invoice_id, row.posted_on]));
}

/** Invoices that an open listing or claim is about already: nobody is listed or sued twice for one debt. */
async function statedBefore(
  { tx }: Work,
  { id: bundleId, channel }: Selectable<BundleTable>,
  invoiceIds: readonly string[],
  own: string | null,
): Promise<ReadonlySet<string>> {
  if (invoiceIds.length === 0) return new Set();
  const rows =
    channel === 'krd'
      ? await tx
          .selectFrom('listing_item as i')
          .innerJoin('listing as e', 'e.id', 'i.listing_id')
          .select(['i.invoice_id', 'e.id'])
          .where('i.invoice_id', 'in', invoiceIds)
          .where('e.bundle_id', '!=', bundleId)
          .where('e.ended_at', 'is', null)
          .execute()
      : await tx
          .selectFrom('claim_item as i')
          .innerJoin('claim as e', 'e.id', 'i.claim_id')
          .select(['i.invoice_id', 'e.id'])
          .where('i.invoice_id', 'in', invoiceIds)
          .where('e.bundle_id', '!=', bundleId)
          .where('e.ended_at', 'is', null)
          .execute();
  return new Set(rows.filter(({ id }) => id !== own).map((row) => row.invoice_id));
}

/** The court and the register want first name and surname of a natural person. */
function isNamed(debtor: Debtor): boolean {
  const person = debtor.legalForm === 'consumer' || debtor.legalForm === 'soleTrader';
  return !person || knownPersonName(debtor) !== null;
}

function isComplete({ house, postalCode, town }: Address): boolean {
  return house !== null && postalCode !== null && town !== null;
}
