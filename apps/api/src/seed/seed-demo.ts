import { localDate } from '@krok/calendar';
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
  const debtors = await parties(await store.parties.debtors(organisationId), demoDebtors, (debtor) =>
    store.parties.addDebtor({ organisationId, ...debtor }),
  );
  const xml = readFileSync(new URL(`../../../../diagrams/${procedure}/${procedure}.bpmn`, import.meta.url), 'utf8');
  await deployDiagram(store, { organisationId, by: null, name: `${procedure}.bpmn`, xml });

  const { now } = await store.clock.read(organisationId);
  const { zone } = await store.organisations.read(organisationId);
  for (const invoice of demoInvoices) {
    const { number, creditor, debtor, daysPastDue } = invoice;
    const creditorId = creditors[creditor];
    const debtorId = debtors[debtor];
    if (creditorId === undefined || debtorId === undefined)
      throw new Error(`Expected parties for ${number} but there are none.`);
    await startOnce(store, {
      organisationId,
      creditorId,
      debtorId,
      invoice,
      dueDate: localDate(now - daysPastDue * day, zone),
    });
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

interface DemoCase {
  readonly organisationId: string;
  readonly creditorId: string;
  readonly debtorId: string;
  readonly invoice: DemoInvoice;
  readonly dueDate: string;
}

async function startOnce(
  store: Store,
  { organisationId, creditorId, debtorId, invoice, dueDate }: DemoCase,
): Promise<void> {
  const { number, amount, wait, creditor } = invoice;
  const variables = {
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
      subject: number,
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
