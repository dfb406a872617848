import { COMPILER_VERSION } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import { deployableProcess } from '@krok/deployment';
import { readOpenItemsFile } from '@krok/imports';
import { type DemoCreditor, inventedPesel, portfolioCsv, type PortfolioPeriod } from '@krok/receivables/demo';
import type { Address, EpuSubmitterSettings, Store } from '@krok/store';
import { readFileSync } from 'node:fs';

/** A company of the demo with its place in the books. */
export interface DemoBooks {
  readonly creditorId: string;
  readonly company: DemoCreditor;
}

const PROCEDURES = ['business-debtor', 'before-due-date', 'key-account'] as const;

/** The companies and the drawn procedures. What is there already stays. */
export async function openDemoBooks(
  store: Store,
  organisationId: string,
  portfolio: readonly DemoCreditor[],
): Promise<readonly DemoBooks[]> {
  const present = await store.parties.creditors(organisationId);
  const books: DemoBooks[] = [];
  for (const company of portfolio) {
    const { name, nip, senderEmail, bankAccount, street } = company;
    const address = { street, house: '1', flat: null, postalCode: '00-000', town: 'Nibyłęg' };
    const details = {
      name,
      nip,
      senderEmail,
      bankAccount,
      address,
      letterhead: 'Dział należności',
      krdContract: true,
      sending: { replyTo: senderEmail, epuAccount: `demo-${nip}`, epuSubmitter: submitterAt(address) },
    };
    const creditorId =
      present.find((creditor) => creditor.nip === nip)?.id ??
      (await store.parties.addCreditor({ organisationId, ...details }));
    books.push({ creditorId, company });
  }
  if (present.length === 0) {
    for (const procedure of PROCEDURES) await deployProcedure(store, organisationId, procedure);
  }
  return books;
}

/** Files the claims of the demo; nobody's data. */
function submitterAt(address: Address): EpuSubmitterSettings {
  const { street, house, flat, postalCode, town } = address;
  return {
    firstName: 'Ewelina',
    surname: 'Zmyślona',
    pesel: inventedPesel(9_000),
    address: { street, house: house ?? '1', flat, postalCode: postalCode ?? '', town: town ?? '' },
    basis: 'pełnomocnictwo (dane przykładowe)',
  };
}

/** The file of one period through the real import; the same file again changes nothing. */
export async function importPeriod(
  store: Store,
  { creditorId, company }: DemoBooks,
  period: PortfolioPeriod,
): Promise<void> {
  const { file, sha256 } = readOpenItemsFile(Buffer.from(portfolioCsv(company, period), 'utf8'));
  const fileName = `pozycje-otwarte-${period.through}.csv`;
  const { errors } = await store.ledger.importOpenItems({ creditorId, sha256, fileName, file, by: null });
  const [first] = errors;
  if (first) throw new Error(`Expected a file of the demo without errors but got ${JSON.stringify(first)}.`);
}

/**
 * What was booked since, through the real import; a company that is not in the books any more is left out. Gives how many
 * there was something new for: at least that nobody has paid.
 */
export async function bookThrough(
  store: Store,
  organisationId: string,
  portfolio: readonly DemoCreditor[],
  through: string,
): Promise<number> {
  const present = await store.parties.creditors(organisationId);
  let booked = 0;
  for (const company of portfolio) {
    const creditor = present.find(({ nip }) => nip === company.nip);
    const known = creditor?.paymentsKnownThrough ?? null;
    if (!creditor || (known !== null && known >= through)) continue;
    await importPeriod(
      store,
      { creditorId: creditor.id, company },
      { through, ...(known !== null && { after: known }) },
    );
    booked += 1;
  }
  return booked;
}

async function deployProcedure(store: Store, organisationId: string, procedure: string): Promise<void> {
  const xml = readFileSync(new URL(`../../../../diagrams/${procedure}/${procedure}.bpmn`, import.meta.url), 'utf8');
  const compiled = await compileBpmn(xml);
  if (!compiled.deployable) throw new Error(`Expected ${procedure} to be deployable but it is not.`);
  const { zone, calendar } = await store.organisations.read(organisationId);
  const { now } = await store.clock.read(organisationId);
  const processes = compiled.processes.map((process) => deployableProcess(process, { now, zone, calendar }));
  const compilerVersion = COMPILER_VERSION;
  const name = `${procedure}.bpmn`;
  await store.deployments.deploy({ organisationId, by: null, name, xml, compilerVersion, processes });
}
