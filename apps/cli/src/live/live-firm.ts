import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { COMPILER_VERSION, type ExecutableProcess } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import { clockNow, polishCalendar } from '@krok/calendar';
import type { ScenarioVariables } from '@krok/contracts/types';
import { deployableProcess } from '@krok/deployment';
import { readOpenItems } from '@krok/receivables';
import type { LedgerInvoice, Store } from '@krok/store';
import { InputError } from '../errors.ts';

/** One creditor and one debtor in an organisation of their own, whose clock stands until it is started. */
export class LiveFirm {
  readonly store: Store;
  readonly organisationId: string;
  readonly creditorId: string;
  /** Users: who calls, and who approves what the other began. */
  readonly collector: string;
  readonly approver: string;
  readonly executables = new Map<string, ExecutableProcess>();
  /** Ledger ids by the id that the scenario uses. */
  readonly #invoices = new Map<string, string>();

  static async open(store: Store, zone: string, now: number): Promise<LiveFirm> {
    const name = `Na żywo ${new Date(now).toISOString().slice(0, 10)}`;
    const clock = { mode: 'manual', now } as const;
    const organisationId = await store.organisations.create({
      name,
      clock,
      zone,
      calendar: polishCalendar(),
      sendingEnabled: true,
    });
    const creditorId = await store.parties.addCreditor({
      organisationId,
      name: 'Hurtownia Stalex sp. z o.o.',
      senderEmail: 'naleznosci@stalex.example',
      nip: '5252248481',
      address: { street: 'Prosta', house: '1', flat: null, postalCode: '00-838', town: 'Warszawa' },
      bankAccount: '61109010140000071219812874',
      krdContract: true,
    });
    const [collector, approver] = await Promise.all(
      (['collector', 'approver'] as const).map((role) =>
        store.users.create({
          organisationId,
          email: `${role}-${organisationId.slice(-8)}@stalex.example`,
          name: role,
          roles: role === 'collector' ? ['collector', 'lawyer'] : ['approver', 'manager'],
          passwordHash: '',
        }),
      ),
    );
    return new LiveFirm(store, organisationId, creditorId, collector ?? '', approver ?? '');
  }

  private constructor(store: Store, organisationId: string, creditorId: string, collector: string, approver: string) {
    this.store = store;
    this.organisationId = organisationId;
    this.creditorId = creditorId;
    this.collector = collector;
    this.approver = approver;
  }

  async deploy(xml: string): Promise<void> {
    const compiled = await compileBpmn(xml);
    if (!compiled.deployable) throw new InputError('Expected a diagram that can be deployed: see check.');
    const [{ zone, calendar }, { now }] = await Promise.all([
      this.store.organisations.read(this.organisationId),
      this.store.clock.read(this.organisationId),
    ]);
    for (const process of compiled.processes) this.executables.set(process.processId, process);
    await this.store.deployments.deploy({
      organisationId: this.organisationId,
      name: 'live',
      xml,
      compilerVersion: COMPILER_VERSION,
      by: null,
      processes: compiled.processes.map((process) => deployableProcess(process, { now, zone, calendar })),
    });
  }

  /** An invoice as the variables of a case describe it; its case is started by the procedure's rule. */
  async owe({ invoiceId, invoiceNumber, amount, dueOn }: ScenarioVariables): Promise<void> {
    const number = String(invoiceNumber);
    const zloty = (Number(amount) / 100).toFixed(2).replace('.', ',');
    const issued = new Date(Date.parse(String(dueOn)) - 30 * 86_400_000).toISOString().slice(0, 10);
    const rows = [
      HEADER,
      DEBTOR,
      ['invoice', 'K1', '', '', '', '', '', '', '', '', '', number, issued, String(dueOn), zloty],
    ];
    const texts = rows.map((cells, index) => ({ line: index + 1, cells: [...cells] }));
    const sha256 = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
    const { creditorId } = this;
    const file = readOpenItems(texts);
    const { errors } = await this.store.ledger.importOpenItems({
      creditorId,
      sha256,
      fileName: 'live',
      file,
      by: null,
    });
    if (errors.length > 0) throw new InputError(`Expected a good invoice but got ${JSON.stringify(errors)}.`);
    const found = (await this.store.ledger.invoices(this)).find((each) => each.number === number);
    if (found !== undefined) this.#invoices.set(String(invoiceId), found.id);
  }

  /** By the id of the scenario. */
  async invoice(key: string): Promise<LedgerInvoice> {
    const id = this.#invoices.get(key);
    if (id === undefined) throw new InputError(`Expected an invoice "${key}" of the scenario but there is none.`);
    return this.store.ledger.invoice(id);
  }

  /** Lets time run, once the first day's work is done. */
  async start(factor: number): Promise<void> {
    const patience = performance.now() + PATIENCE_MS;
    while (!(await this.store.clock.atRest(this.organisationId)).atRest) {
      if (performance.now() > patience) throw new InputError('Expected a worker to do the first day but none did.');
      await pause(100);
    }
    const { now } = await this.store.clock.read(this.organisationId);
    const clock = { mode: 'factor', factor, realAnchor: Date.now(), orgAnchor: now } as const;
    await this.store.clock.set(this.organisationId, clock);
  }

  /** Its time stands still from here on: nothing happens in it by itself. */
  async stop(): Promise<void> {
    const { clock } = await this.store.clock.read(this.organisationId);
    // A little ahead: until this is written, the clock must not have passed it.
    await this.store.clock.set(this.organisationId, { mode: 'manual', now: clockNow(clock, Date.now() + AHEAD_MS) });
  }

  async now(): Promise<number> {
    return (await this.store.clock.read(this.organisationId)).now;
  }
}

const PATIENCE_MS = 60_000;
const AHEAD_MS = 5_000;
const HEADER = [
  'type',
  'debtor',
  'name',
  'legalform',
  'nip',
  'email',
  'phone',
  'street',
  'house',
  'postalcode',
  'town',
  'number',
  'issued',
  'due',
  'amount',
];
const DEBTOR = [
  'debtor',
  'K1',
  'Budmax sp. z o.o.',
  'company',
  '5260250274',
  'ksiegowosc@budmax.example',
  '+48601234567',
  'Długa',
  '5',
  '00-238',
  'Warszawa',
  '',
  '',
  '',
  '',
];
