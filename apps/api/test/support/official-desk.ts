import { createHash } from 'node:crypto';
import { readOpenItemsFile } from '@krok/imports';
import type { BundleWithActs, DeskView } from '@krok/store';
import { deployDiagram } from '../../src/deploy/deploy-diagram.ts';
import { CaseDriver } from './drive-cases.ts';
import type { TestApi } from './test-api.ts';

const STEPS = {
  warnings: { name: 'Ostrzeżenie o KRD', type: 'send-demand-with-krd-warning', headers: '' },
  approvals: {
    name: 'Zgoda na wpis',
    type: 'approve',
    headers: '<zeebe:header key="approves" value="list-in-krd" />',
  },
  listings: { name: 'Wpis do KRD', type: 'list-in-krd', headers: '' },
} as const;

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
${oneProcess('warnings', ['warnings'], '=date(postedOn) + duration("P1M") + duration("P1D")')}
${oneProcess('listings', ['approvals', 'listings'])}
</definitions>`;

const ITEMS = [
  'type;debtor;name;legalform;nip;krs;street;house;postalcode;town;number;issued;due;amount;currency',
  'debtor;K1;Zmyślona Stal sp. z o.o.;company;5260250274;0000123456;ul. Polna;1;00-001;Warszawa;;;;;',
  'invoice;K1;;;;;;;;;FV/S/1;2026-04-01;2026-04-15;1000,00;PLN',
  'invoice;K1;;;;;;;;;FV/S/2;2026-04-01;2026-04-15;2000,00;PLN',
].join('\n');

/** A firm that lists its debtor: letters, listings and the duties that come of them. Its clock stands on 1 July 2026. */
export class OfficialDesk {
  readonly api: TestApi;
  readonly cases: CaseDriver;
  readonly creditorId: string;
  readonly debtorId: string;
  readonly #invoices: readonly string[];

  private constructor(api: TestApi, creditorId: string, debtorId: string, invoices: readonly string[]) {
    this.api = api;
    this.cases = new CaseDriver(api.store);
    this.creditorId = creditorId;
    this.debtorId = debtorId;
    this.#invoices = invoices;
  }

  static async open(api: TestApi): Promise<OfficialDesk> {
    const { store, organisationId } = api;
    const creditorId = await store.parties.addCreditor({
      organisationId,
      name: 'Huta Zmyślona S.A.',
      nip: '5260250274',
      krdContract: true,
      address: { street: 'ul. Prosta', house: '2', flat: null, postalCode: '00-002', town: 'Warszawa' },
    });
    const { file } = readOpenItemsFile(Buffer.from(`${ITEMS}\n`));
    const sha256 = createHash('sha256').update(organisationId).digest('hex');
    const report = await store.ledger.importOpenItems({ creditorId, sha256, fileName: 'o.csv', file, by: null });
    if (report.errorCount > 0) throw new Error(JSON.stringify(report.errors));
    const invoices = (await store.ledger.invoices({ organisationId, creditorId })).toSorted((left, right) =>
      left.number.localeCompare(right.number),
    );
    await deployDiagram(store, { organisationId, by: null, xml, files: [] });
    return new OfficialDesk(
      api,
      creditorId,
      invoices[0]?.debtorId ?? '',
      invoices.map(({ id }) => id),
    );
  }

  /** Key of an act that is about to leave: what a receiver would know it by. */
  async leaving(): Promise<string> {
    await this.start('warnings', 0);
    const start = await this.api.store.acts.recordIntent((await this.plan())[0] ?? '');
    if (start.kind !== 'attempt') throw new Error(`Expected an attempt but got ${start.kind}`);
    return start.effect.key;
  }

  /** A warning about the n-th invoice, printed on 1 July and not posted; gives the letter. */
  async printed(invoice = 0): Promise<string> {
    const { store } = this.api;
    await this.start('warnings', invoice);
    const letterId = (await this.plan())[0] ?? '';
    const start = await store.acts.recordIntent(letterId);
    if (start.kind !== 'attempt') throw new Error(`Expected an attempt but got ${start.kind}`);
    await store.acts.recordOutcome(start.effect.id, {
      kind: 'delivered',
      reference: 'sha',
      registered: {
        kind: 'krdWarning',
        reference: `KR/2026/${letterId.slice(-8).toUpperCase()}`,
        currency: 'PLN',
        bureaus: ['KRD'],
        printedOn: '2026-07-01',
        payBy: '2026-07-15',
        items: [{ invoiceId: this.#invoices[invoice] ?? '', amount: invoice === 0 ? 100_000 : 200_000 }],
      },
    });
    await this.cases.settle();
    return letterId;
  }

  /** The demand of long ago that lets the invoice be listed. */
  async demandedBefore(letterId: string, invoice: number): Promise<void> {
    await this.api.store.ledger.recordDemandPosted([
      {
        invoiceId: this.#invoices[invoice] ?? '',
        bundleId: letterId,
        postedOn: '2026-05-20',
        amount: 100_000,
        bureaus: ['KRD'],
        reference: null,
      },
    ]);
  }

  /** A case that asks for the approval of a listing; gives its work. */
  async approval(invoice = 0): Promise<BundleWithActs> {
    await this.start('listings', invoice);
    await this.plan();
    return this.work('approval');
  }

  /** The order leaves for the register as it was approved; gives the listing. */
  async ordered(): Promise<string> {
    const { store } = this.api;
    await this.cases.settle();
    const [bundleId = ''] = await this.plan();
    const start = await store.acts.recordIntent(bundleId);
    if (start.kind !== 'attempt') throw new Error(`Expected an attempt but got ${start.kind}`);
    await store.acts.recordOutcome(start.effect.id, { kind: 'delivered', reference: 'job-1' });
    await this.cases.settle();
    const entry = await store.duties.ofBundle(bundleId);
    if (entry?.kind !== 'listing') throw new Error('Expected a listing');
    return entry.listing.id;
  }

  /** The register does not take it: a person is asked. */
  async rejected(listingId: string, reason = 'DEBTOR_IDENTIFIER_MISSING'): Promise<BundleWithActs> {
    const answers = [{ kind: 'rejected' as const, reason, on: '2026-07-01' }];
    await this.api.store.duties.followListing(listingId, { answers, askAt: null });
    await this.plan();
    return this.work('task');
  }

  async start(processId: 'warnings' | 'listings', invoice: number, startedBy?: string): Promise<void> {
    const { store, organisationId } = this.api;
    const { creditorId, debtorId } = this;
    const subject = this.#invoices[invoice] ?? '';
    await store.cases.create({
      organisationId,
      processId,
      variables: {},
      creditorId,
      debtorId,
      subject,
      ...(startedBy !== undefined && { by: startedBy }),
    });
    await this.cases.settle();
  }

  /** Whatever the desk holds becomes a bundle of its own; gives those for machines. */
  async plan(): Promise<readonly string[]> {
    const { machineBundles } = await this.api.store.acts.planBundles(`${this.creditorId}:${this.debtorId}`, eachAlone);
    return machineBundles.map(({ bundleId }) => bundleId);
  }

  async work(channel: 'approval' | 'task'): Promise<BundleWithActs> {
    const { store, organisationId } = this.api;
    const [bundle] = await store.acts.worklist({ organisationId, channel, limit: 10 });
    if (!bundle) throw new Error(`Expected work of ${channel} but there is none.`);
    return bundle;
  }
}

function eachAlone({ acts }: DeskView) {
  return {
    acts: acts.map(({ id }) => ({ kind: 'bundle' as const, actId: id, bundle: id })),
    bundles: acts.map(({ id, channel, kind }) => ({
      bundle: id,
      channel,
      kind,
      performer: channel === 'approval' || channel === 'task' ? ('person' as const) : ('machine' as const),
    })),
  };
}

/** Steps in a row; `until`: FEEL of the date that it waits for after them. */
function oneProcess(id: string, steps: readonly (keyof typeof STEPS)[], until?: string): string {
  const waits = until === undefined ? [] : [`${id}-wait`];
  const places = [`${id}-start`, ...steps.map((step) => `${id}-${step}`), ...waits, `${id}-end`];
  const flows = places
    .slice(1)
    .map((to, at) => `<sequenceFlow id="${id}-f${at}" sourceRef="${places[at] ?? ''}" targetRef="${to}" />`);
  const tasks = steps.map((step) => {
    const { name, type, headers } = STEPS[step];
    const head = headers === '' ? '' : `<zeebe:taskHeaders>${headers}</zeebe:taskHeaders>`;
    return `<serviceTask id="${id}-${step}" name="${name}"><extensionElements><zeebe:taskDefinition type="${type}" />${head}</extensionElements></serviceTask>`;
  });
  const wait = waits.map(
    (place) =>
      `<intermediateCatchEvent id="${place}" name="Minął miesiąc"><timerEventDefinition><timeDate xsi:type="tFormalExpression">${(until ?? '').replaceAll('"', '&quot;')}</timeDate></timerEventDefinition></intermediateCatchEvent>`,
  );
  return `<process id="${id}" isExecutable="true"><startEvent id="${id}-start" name="Po terminie" />${tasks.join('')}${wait.join('')}<endEvent id="${id}-end" />${flows.join('')}</process>`;
}
