import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  courtTimeline,
  createChannels,
  EPU_PATH,
  listSandboxFilings,
  listSandboxKrdOrders,
  SIDDIN_PATH,
  type SandboxReceivers,
  startSandboxReceivers,
} from '@krok/channels';
import { readOpenItems } from '@krok/receivables';
import type { LedgerInvoice } from '@krok/store';
import { claimWorkflowId, deskWorkflowId, listingWorkflowId } from '@krok/workflows/messages';
import { startWorker, type RunningWorker } from '../src/worker.ts';
import { diagram, flow, messageDefinition } from './rig/diagrams.ts';
import { openRig, type Rig } from './rig/rig.ts';
import { until } from './rig/until.ts';
import { keepHistory } from './replay/keep-history.ts';

const DAY = 86_400_000;
/** Wednesday, 1 July 2026, 12:00 in Warsaw. */
const START = Date.UTC(2026, 6, 1, 10);
const HOUR = 3_600_000;

const act = (id: string, type: string, headers = ''): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" />${headers}</bpmn:extensionElements></bpmn:serviceTask>`;
const approval = (id: string, approves: string): string =>
  act(id, 'approve', `<zeebe:taskHeaders><zeebe:header key="approves" value="${approves}" /></zeebe:taskHeaders>`);
const userTask = (id: string): string =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`;

/** Lists after approval; a person ends everything by a drawn terminate. */
const LISTING = diagram(
  'listing',
  `<bpmn:startEvent id="s" />${approval('a', 'list-in-krd')}${act('l', 'list-in-krd')}${userTask('t')}
   <bpmn:endEvent id="e"><bpmn:terminateEventDefinition /></bpmn:endEvent>
   ${flow('f1', 's', 'a')}${flow('f2', 'a', 'l')}${flow('f3', 'l', 't')}${flow('f4', 't', 'e')}`,
);

/** Sues after approval and waits for two answers of the court. */
const CLAIM = diagram(
  'claim',
  `<bpmn:startEvent id="s" />${approval('a', 'file-in-epu')}${act('c', 'file-in-epu')}
   <bpmn:intermediateCatchEvent id="m1"><bpmn:messageEventDefinition messageRef="Court" /></bpmn:intermediateCatchEvent>
   <bpmn:intermediateCatchEvent id="m2"><bpmn:messageEventDefinition messageRef="Court" /></bpmn:intermediateCatchEvent>
   <bpmn:endEvent id="e" />
   ${flow('f1', 's', 'a')}${flow('f2', 'a', 'c')}${flow('f3', 'c', 'm1')}${flow('f4', 'm1', 'm2')}${flow('f5', 'm2', 'e')}`,
  messageDefinition('Court', 'court-answered', 'invoiceId'),
);

describe('duties on the real server, under a manual clock', () => {
  let rig: Rig;
  let receivers: SandboxReceivers;
  let worker: RunningWorker;
  let data: string;
  let creditorId: string;
  let approver: string;
  let invoices: readonly LedgerInvoice[];

  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'krok-duties-'));
    rig = await openRig('duties', { clock: { mode: 'manual', now: START } });
    receivers = await startSandboxReceivers({ dataFolder: data, port: 0 });
    const at = (path: string): string => `http://127.0.0.1:${receivers.port}${path}`;
    const channels = createChannels({
      smtpUrl: 'smtp://127.0.0.1:9',
      receivers: {
        sandboxPort: receivers.port,
        krd: { url: at(SIDDIN_PATH), user: 'u', password: 'p' },
        epu: { url: at(EPU_PATH), account: { user: 'u', password: 'p', apiKey: 'k' } },
      },
    });
    const { environment } = rig;
    worker = await startWorker(
      { store: rig.store, channels },
      {
        address: environment['TEMPORAL_ADDRESS'] ?? '',
        namespace: 'default',
        taskQueue: environment['KROK_TASK_QUEUE'] ?? '',
        bundle: { codePath: environment['KROK_WORKFLOW_BUNDLE'] ?? '' },
      },
    );
    await rig.deploy(LISTING);
    await rig.deploy(CLAIM);
    await rig.startRelay();
    await books();
  });
  after(async () => {
    await worker.stop();
    await receivers.close();
    await rig.close();
    await rm(data, { recursive: true, force: true });
  });

  async function books(): Promise<void> {
    const { store, organisationId } = rig;
    const address = { street: 'ul. Prosta', house: '2', flat: null, postalCode: '00-002', town: 'Warszawa' };
    const nip = '5260250274';
    creditorId = await store.parties.addCreditor({ organisationId, name: 'Firma', nip, address, krdContract: true });
    approver = await store.users.create({
      organisationId,
      email: 'approver@firma.example',
      name: 'A',
      roles: ['approver'],
      passwordHash: '',
    });
    const text = `type;debtor;name;legalform;nip;krs;street;house;postalcode;town;number;issued;due;amount;currency
debtor;K1;Nowak sp. z o.o.;company;5260250274;0000123456;ul. Polna;1;00-001;Warszawa;;;;;
invoice;K1;;;;;;;;;F/1;2026-04-01;2026-04-15;1000,00;PLN
invoice;K1;;;;;;;;;F/2;2026-04-01;2026-04-15;2000,00;PLN`;
    const rows = text.split('\n').map((line, index) => ({ line: index + 1, cells: line.split(';') }));
    const sha256 = createHash('sha256').update(text).digest('hex');
    await store.ledger.importOpenItems({ creditorId, sha256, fileName: 'i.csv', file: readOpenItems(rows), by: null });
    invoices = await store.ledger.invoices({ organisationId });
  }

  const rest = () => until('rest', async () => (await rig.store.clock.atRest(rig.organisationId)).atRest, 60);

  /** As time itself would go: from due time to due time. */
  async function live(to: number): Promise<void> {
    const { store, organisationId } = rig;
    for (;;) {
      await rest();
      const due = await store.clock.nextDue(organisationId);
      const { now } = await store.clock.read(organisationId);
      if (due === null || due > to) break;
      await store.clock.advance(organisationId, Math.max(due, now));
    }
    await store.clock.advance(organisationId, to);
    await rest();
  }

  async function openCase(processId: string, invoice: LedgerInvoice): Promise<string> {
    const { caseId } = await rig.store.cases.create({
      organisationId: rig.organisationId,
      processId,
      creditorId,
      debtorId: invoice.debtorId,
      subject: invoice.id,
      variables: { invoiceId: invoice.id },
    });
    // An approval waits for others of its debtor until the joining delay is over.
    await rest();
    const { now } = await rig.store.clock.read(rig.organisationId);
    await rig.store.clock.advance(rig.organisationId, now + HOUR);
    await rest();
    return caseId;
  }

  async function approve(caseId: string): Promise<string> {
    const [item] = await until('an approval', async () => {
      const open = await rig.store.acts.worklist({ organisationId: rig.organisationId, caseId, channel: 'approval' });
      return open.length > 0 && open;
    });
    assert.ok(item);
    const { hash, version } = await rig.store.approvals.view(item.id);
    await rig.store.approvals.decide({ bundleId: item.id, version, hash, by: approver, approved: true });
    return item.id;
  }

  async function pay(invoice: LedgerInvoice, bookedOn: string): Promise<void> {
    await rig.store.ledger.recordPayment({
      creditorId,
      debtorId: invoice.debtorId,
      bankReference: invoice.number,
      bookedOn,
      amount: invoice.open,
      currency: 'PLN',
      invoiceId: invoice.id,
      by: null,
    });
  }

  it('the drawing terminates the day after the listing, the debtor pays, and the removal still goes out', async () => {
    const { store, organisationId } = rig;
    const [invoice] = invoices;
    assert.ok(invoice);
    const caseId = await openCase('listing', invoice);
    const warning = await until('an approval', async () => {
      const [open] = await store.acts.worklist({ organisationId, caseId });
      return open?.id;
    });
    await store.ledger.recordDemandPosted([
      {
        invoiceId: invoice.id,
        bundleId: warning,
        postedOn: '2026-05-20',
        amount: 1,
        bureaus: ['KRD'],
        reference: null,
      },
    ]);
    await approve(caseId);
    await live(START + DAY);
    const [listing] = await store.duties.listings({ organisationId });
    assert.ok(listing);
    assert.equal(listing.state, 'active');
    assert.match(listing.reference ?? '', /^\d+$/);

    const [item] = await store.acts.worklist({ organisationId, caseId, channel: 'task' });
    assert.ok(item);
    const { id: bundleId, version } = item;
    await store.acts.completeBundle({ bundleId, version, by: rig.person, outcomes: [] });
    await until('the end', async () => (await store.cases.read(caseId)).status === 'completed');
    const workflow = rig.client.workflow.getHandle(listingWorkflowId(listing.id));
    assert.equal((await workflow.describe()).status.name, 'RUNNING');
    // Nor does whoever ends its workflow by force end the duty.
    await workflow.terminate('by hand');

    await pay(invoice, '2026-07-02');
    await live(START + 2 * DAY);
    assert.equal((await store.duties.listing(listing.id)).state, 'removed');
    // The last run has nothing left to follow.
    await until('the end', async () => (await workflow.describe()).status.name === 'COMPLETED');
    await keepHistory(rig, listingWorkflowId(listing.id), 'listing');
    const orders = listSandboxKrdOrders(join(data, 'sandbox-krd'));
    assert.deepEqual(
      orders.map(({ refusal }) => refusal),
      [null, null],
    );
    assert.match(orders[0]?.input ?? '', /RemoveInformation removeReason="Paid"|<RemoveInformation/);
    assert.match(orders[1]?.input ?? '', /<AddInformation/);
  });

  it('the court answers on the organisation’s clock; paid after that, the claim is withdrawn with its costs', async () => {
    const { store, organisationId } = rig;
    const invoice = invoices[1];
    assert.ok(invoice);
    const caseId = await openCase('claim', invoice);
    await approve(caseId);
    await live(START + 2 * DAY + 2 * HOUR);
    const [claim] = await store.duties.claims({ organisationId });
    assert.ok(claim);
    assert.equal(claim.state, 'sent');
    const { orderAt } = courtTimeline(claim.id, claim.createdAt);
    await live(orderAt + 4 * DAY);
    const sued = await store.duties.claim(claim.id);
    assert.equal(sued.state, 'orderIssued');
    assert.match(sued.signature ?? '', /^VI Nc-e/);
    // Two answers, registration and order, took the case to its end.
    assert.equal((await store.cases.read(caseId)).status, 'completed');

    await pay(invoice, '2026-07-30');
    await rest();
    const [question] = await store.acts.worklist({ organisationId, channel: 'task' });
    assert.ok(question);
    await store.acts.completeBundle({
      bundleId: question.id,
      version: question.version,
      by: rig.person,
      outcomes: question.acts.map(({ id: actId }) => ({ actId, variables: { costs: 'claimed' } })),
    });
    await rest();
    assert.equal((await store.duties.claim(claim.id)).state, 'withdrawn');
    const [word] = listSandboxFilings(join(data, 'sandbox-epu'));
    assert.match(word?.xml ?? '', /cofniecie_powodztwo[\s\S]*wnosi o zasądzenie kosztów/);
    const workflow = rig.client.workflow.getHandle(claimWorkflowId(claim.id));
    await until('the end', async () => (await workflow.describe()).status.name === 'COMPLETED');
    await keepHistory(rig, claimWorkflowId(claim.id), 'claim');
    await keepHistory(rig, deskWorkflowId(`${creditorId}:${invoice.debtorId}`), 'desk');
  });
});
