import { localDate } from '@krok/calendar';
import { readOpenItemsFile } from '@krok/imports';
import { type Store, StoreError } from '@krok/store';
import { readFileSync } from 'node:fs';
import { deployDiagram } from '../deploy/deploy-diagram.ts';
import { demoCreditors, demoDebtors, type DemoInvoice, demoInvoices } from './demo-parties.ts';

const procedure = 'first-reminder';
const day = 86_400_000;

/** Companies, debtors, the demo procedure and a case per invoice. What an earlier, cut-off start made is kept. */
export async function seedDemo(store: Store, organisationId: string): Promise<void> {
  const creditors = await parties(
    await store.parties.creditors(organisationId),
    demoCreditors,
    ({ name, nip, senderEmail }) => store.parties.addCreditor({ organisationId, name, nip, senderEmail }),
  );
  const xml = readFileSync(new URL(`../../../../diagrams/${procedure}/${procedure}.bpmn`, import.meta.url), 'utf8');
  await deployDiagram(store, { organisationId, by: null, name: `${procedure}.bpmn`, xml });

  const { now } = await store.clock.read(organisationId);
  const { zone } = await store.organisations.read(organisationId);
  const dayBefore = (days: number): string => localDate(now - days * day, zone);
  for (const [side, creditorId] of creditors.entries()) {
    const present = await store.ledger.invoices({ organisationId, creditorId, limit: 1 });
    if (present.length === 0) await importDocuments(store, creditorId, side, dayBefore);
  }
  const ledger = await store.ledger.invoices({ organisationId, limit: 100 });
  for (const invoice of demoInvoices) {
    const { number } = invoice;
    const found = ledger.find((each) => each.number === number);
    if (found === undefined) throw new Error(`Expected invoice ${number} in the books but it is not there.`);
    const { id: invoiceId, creditorId, debtorId, dueOn: dueDate } = found;
    await startOnce(store, { organisationId, creditorId, debtorId, invoiceId, invoice, dueDate });
    if (invoice.message) {
      const id = `demo ${invoice.message} ${number}`;
      await store.exchange.publishMessage(organisationId, {
        id,
        name: invoice.message,
        correlationKey: number,
        variables: {},
        timeToLive: day,
      });
    }
  }
}

/** Through the real import, so that debtors and open items are there as they are in a firm. */
async function importDocuments(
  store: Store,
  creditorId: string,
  side: number,
  dayBefore: (days: number) => string,
): Promise<void> {
  const own = demoInvoices.filter(({ creditor }) => creditor === side);
  const debtors = demoDebtors.filter((_, index) => own.some(({ debtor }) => debtor === index));
  const lines = [
    'typ;kontrahent;nazwa;forma prawna;nip;ulica;nr domu;kod pocztowy;miejscowość;e-mail;numer;data wystawienia;termin płatności;kwota',
    ...debtors.map(({ key, name, form, nip, email }, index) =>
      ['dłużnik', key, name, form, nip, 'Zmyślona', index + 1, '00-000', 'Nibyłęg', email, '', '', '', ''].join(';'),
    ),
    ...own.map(({ number, debtor, daysPastDue, amount }) => {
      const key = demoDebtors[debtor]?.key ?? '';
      const money = (amount / 100).toFixed(2).replace('.', ',');
      return ['faktura', key, ...EMPTY, number, dayBefore(daysPastDue + 14), dayBefore(daysPastDue), money].join(';');
    }),
  ];
  const { file, sha256 } = readOpenItemsFile(Buffer.from(lines.join('\n'), 'utf8'));
  const { errors } = await store.ledger.importOpenItems({
    creditorId,
    sha256,
    fileName: 'pozycje-otwarte.csv',
    file,
    by: null,
  });
  const [first] = errors;
  if (first) throw new Error(`Expected a file of the demo without errors but got ${JSON.stringify(first)}.`);
}

/** Cells that only a debtor has. */
const EMPTY: readonly string[] = Array<string>(8).fill('');

interface DemoCase {
  readonly organisationId: string;
  readonly creditorId: string;
  readonly debtorId: string;
  readonly invoiceId: string;
  readonly invoice: DemoInvoice;
  readonly dueDate: string;
}

async function startOnce(
  store: Store,
  { organisationId, creditorId, debtorId, invoiceId, invoice, dueDate }: DemoCase,
): Promise<void> {
  const { number, amount, wait, creditor } = invoice;
  const variables = {
    invoiceId,
    invoiceNumber: number,
    amount,
    currency: 'PLN',
    dueDate,
    creditorNip: demoCreditors[creditor]?.nip ?? '',
    ...(wait !== undefined && { wait }),
  };
  try {
    await store.cases.create({
      organisationId,
      processId: procedure,
      creditorId,
      debtorId,
      subject: invoiceId,
      variables,
    });
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'SUBJECT_HAS_OPEN_CASE')) throw error;
  }
}

/** Ids of the wanted ones, in their order. */
async function parties<T extends { readonly name: string }>(
  present: readonly { readonly id: string; readonly name: string }[],
  wanted: readonly T[],
  add: (party: T) => Promise<string>,
): Promise<string[]> {
  const ids: string[] = [];
  for (const party of wanted) ids.push(present.find(({ name }) => name === party.name)?.id ?? (await add(party)));
  return ids;
}
