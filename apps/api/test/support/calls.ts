import { readFileSync } from 'node:fs';
import { readOpenItemsFile } from '@krok/imports';
import type { BundleWithActs } from '@krok/store';
import { deployDiagram } from '../../src/deploy/deploy-diagram.ts';
import { CaseDriver } from './drive-cases.ts';
import type { TestApi } from './test-api.ts';

const example = readFileSync(new URL('../../../../docs/how-to/open-items-example.csv', import.meta.url));

/** A step that comes from nowhere: a call, an approval of a claim, and a visit with a form. */
export const stepsXml = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
${oneStep('calls', 'Zadzwoń do dłużnika', 'serviceTask', '<zeebe:taskDefinition type="call-debtor" />')}
${oneStep(
  'approvals',
  'Zgoda na pozew',
  'serviceTask',
  `<zeebe:taskDefinition type="approve" /><zeebe:taskHeaders><zeebe:header key="approves" value="file-in-epu" />
   <zeebe:header key="candidateGroups" value="approver, manager" /></zeebe:taskHeaders>`,
)}
${oneStep('visits', 'Wizyta u dłużnika', 'userTask', '<zeebe:userTask /><zeebe:formDefinition formId="visit" />')}
${oneStep(
  'heard-visits',
  'Wizyta sprawdzana',
  'userTask',
  `<zeebe:userTask /><zeebe:formDefinition formId="visit" />
   <zeebe:taskListeners><zeebe:taskListener eventType="completing" type="check-visit" /></zeebe:taskListeners>`,
)}
${oneStep(
  'visits-given',
  'Wizyta przydzielana',
  'userTask',
  `<zeebe:userTask /><zeebe:formDefinition formId="visit" />
   <zeebe:assignmentDefinition assignee="anna" candidateGroups="collector" />
   <zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="check-person" /></zeebe:taskListeners>`,
)}
</definitions>`;

export const visitForm = {
  type: 'default',
  id: 'visit',
  components: [
    { type: 'textfield', key: 'who', label: 'Z kim rozmawiano', validate: { required: true } },
    { type: 'number', key: 'cars', label: 'Liczba samochodów', validate: { min: 0, max: 50 } },
    {
      type: 'radio',
      key: 'result',
      label: 'Wynik wizyty',
      values: [
        { label: 'Zapłata', value: 'paid' },
        { label: 'Nikogo nie było', value: 'nobody' },
      ],
      validate: { required: true },
    },
    { type: 'datetime', subtype: 'date', key: 'next', dateLabel: 'Następna wizyta', disallowPassedDates: true },
    {
      type: 'datetime',
      subtype: 'datetime',
      key: 'meeting',
      dateLabel: 'Spotkanie',
      timeLabel: 'Godzina spotkania',
      timeSerializingFormat: 'utc_offset',
    },
  ],
};

/** Books with the example's invoices and the three steps, deployed. */
export class CallDesk {
  readonly api: TestApi;
  readonly cases: CaseDriver;
  readonly creditorId: string;

  private constructor(api: TestApi, creditorId: string) {
    this.api = api;
    this.cases = new CaseDriver(api.store);
    this.creditorId = creditorId;
  }

  static async open(api: TestApi): Promise<CallDesk> {
    const { store, organisationId } = api;
    const creditorId = await store.parties.addCreditor({ organisationId, name: 'Wierzyciel Testowy' });
    const { file, sha256 } = readOpenItemsFile(example);
    await store.ledger.importOpenItems({ creditorId, sha256, fileName: 'example.csv', file, by: null });
    await deployDiagram(store, {
      organisationId,
      by: null,
      xml: stepsXml,
      files: [{ kind: 'form', name: 'visit.form', content: JSON.stringify(visitForm) }],
    });
    return new CallDesk(api, creditorId);
  }

  /** Work of this process about these invoices of one debtor, joined. */
  async work(
    processId: 'calls' | 'approvals' | 'visits' | 'heard-visits',
    ...numbers: readonly string[]
  ): Promise<BundleWithActs> {
    const { store, organisationId } = this.api;
    const { creditorId } = this;
    const before = new Set((await store.acts.worklist({ organisationId, limit: 500 })).map(({ id }) => id));
    const { debtorId } = await this.begin(processId, ...numbers);
    if (processId === 'calls' || processId === 'approvals') {
      const channel = processId === 'calls' ? 'call' : 'approval';
      await store.acts.planBundles(`${creditorId}:${debtorId}`, ({ acts }) => ({
        acts: acts.map(({ id: actId }) => ({ kind: 'bundle', actId, bundle: 'b' })),
        bundles: [{ bundle: 'b', channel, kind: channel === 'call' ? 'demand' : 'internal', performer: 'person' }],
      }));
    }
    const after = await store.acts.worklist({ organisationId, limit: 500 });
    const bundle = after.find(({ id }) => !before.has(id));
    if (!bundle) throw new Error(`Expected work of ${processId} but there is none.`);
    return bundle;
  }

  /** A case of this process for each of these invoices of one debtor, as far as it comes by itself. */
  async begin(
    processId: string,
    ...numbers: readonly string[]
  ): Promise<{ readonly caseId: string; readonly debtorId: string }> {
    const { store, organisationId } = this.api;
    const { creditorId } = this;
    const invoices = (await store.ledger.invoices({ organisationId })).filter(({ number }) => numbers.includes(number));
    const [{ debtorId } = { debtorId: '' }] = invoices;
    let caseId = '';
    for (const { id: subject } of invoices) {
      const made = { organisationId, processId, variables: {}, creditorId, debtorId, subject };
      ({ caseId } = await store.cases.create(made));
    }
    await this.cases.settle();
    return { caseId, debtorId };
  }

  /** The manager's program answers what it is asked about the task of a case. */
  async answer(caseId: string, type: string, result: { denied: boolean; reason?: string }): Promise<void> {
    const { store, organisationId } = this.api;
    const [job] = await store.jobs.open({ organisationId, caseId, limit: 5 });
    if (job?.type !== type) throw new Error(`Expected a job of ${type} but there is ${job?.type ?? 'none'}.`);
    const by = (await store.users.list(organisationId)).find(({ roles }) => roles.includes('manager'));
    await store.jobs.answer(job.id, { kind: 'completed', variables: {}, result }, by?.id);
    await this.cases.settle();
  }

  /** Invoices that nobody has worked on: so many debtors with one overdue invoice each, the n-th n hundred zloty. */
  async manyDebtors(count: number): Promise<readonly string[]> {
    const { store, organisationId } = this.api;
    const head =
      'typ;kontrahent;nazwa;forma prawna;telefon;numer;data wystawienia;termin płatności;kwota;waluta;rodzaj roszczenia';
    const lines = Array.from({ length: count }, (_, index) => {
      const number = index + 1;
      const debtor = `dłużnik;M-${number};Firma Zmyślona ${number} Sp. z o.o.;konsument;600 100 ${String(100 + number)};;;;;;`;
      return `${debtor}\nfaktura;M-${number};;;;FV/M/${number};2026-05-01;2026-05-${String(10 + (number % 18)).padStart(2, '0')};${number}00,00;PLN;sprzedaż`;
    });
    const bytes = Buffer.from(`${head}\n${lines.join('\n')}\n`);
    const { file, sha256 } = readOpenItemsFile(bytes);
    const report = await store.ledger.importOpenItems({
      creditorId: this.creditorId,
      sha256,
      fileName: 'many.csv',
      file,
      by: null,
    });
    if (report.errorCount > 0) throw new Error(JSON.stringify(report.errors.slice(0, 3)));
    const found = await store.ledger.invoices({ organisationId });
    return found.flatMap(({ number }) => (number.startsWith('FV/M/') ? number : []));
  }
}

function oneStep(id: string, name: string, tag: string, extensions: string): string {
  return `<process id="${id}" isExecutable="true"><startEvent id="${id}-start" name="Po terminie" /><sequenceFlow id="${id}-in" sourceRef="${id}-start" targetRef="${id}-step" />
<${tag} id="${id}-step" name="${name}"><extensionElements>${extensions}</extensionElements></${tag}>
<sequenceFlow id="${id}-out" sourceRef="${id}-step" targetRef="${id}-end" /><endEvent id="${id}-end" /></process>`;
}
