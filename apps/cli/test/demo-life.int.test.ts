import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { localInstant } from '@krok/calendar';
import { type Channels, createChannels, startSandbox, startSandboxReceivers } from '@krok/channels';
import { daysAfter } from '@krok/receivables';
import { demoPortfolio } from '@krok/receivables/demo';
import type { Store } from '@krok/store';
import { channelSettings, directRun, startWorker } from '@krok/worker';
import { openRig, type Rig } from '../../worker/test/rig/rig.ts';
import { until } from '../../worker/test/rig/until.ts';
import { openDemoBooks } from '../src/demo/demo-books.ts';
import { liveDays } from '../src/demo/live-days.ts';
import { main } from '../src/index.ts';

const number = (name: string, usual: number): number => Number(process.env[name] ?? usual);
/** Enough for calls that were made before those that are left for the first screen. */
const DAYS = number('KROK_DEMO_DAYS', 45);
const TODAY = '2026-11-20';
const SEED = 4;

const closers: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const close of closers.toReversed()) await close();
});

it('an organisation lives its days in this process, and Temporal goes on with them in real time', async () => {
  const began = daysAfter(TODAY, -DAYS);
  const data = await mkdtemp(join(tmpdir(), 'krok-demo-data-'));
  closers.push(() => rm(data, { recursive: true, force: true }));
  const keysFolder = join(data, 'keys');
  const rig = await openRig('demo', {
    keysFolder,
    clock: { mode: 'manual', now: localInstant(began, '05:00', 'Europe/Warsaw') },
  });
  closers.push(() => rig.close());
  const { store, organisationId } = rig;
  const channels = await sandboxChannels();
  const approver = await store.users.create({
    organisationId,
    email: 'approver@firma.example',
    name: 'Test',
    roles: ['manager'],
    passwordHash: '',
  });
  const options = {
    debtors: number('KROK_DEMO_DEBTORS', 15),
    invoices: number('KROK_DEMO_INVOICES', 45),
    days: DAYS * 2,
  };
  const portfolio = demoPortfolio({ seed: SEED, today: TODAY, ...options });
  const books = await openDemoBooks(store, organisationId, portfolio);
  const since = performance.now();
  const days: string[] = [];
  await liveDays({
    store,
    organisationId,
    books,
    people: { collector: rig.person, approver },
    seed: SEED,
    zone: 'Europe/Warsaw',
    settle: directRun({ store, channels }).settle,
    until: TODAY,
    latest: Date.now(),
    report: (day, left) => {
      days.push(day);
      const seconds = ((performance.now() - since) / 1_000).toFixed(1);
      if (process.env['KROK_TEST_VERBOSE']) process.stdout.write(`${day}, ${left} left, ${seconds} s\n`);
    },
  });
  assert.equal(days.length, DAYS + 1);
  assert.equal((await store.clock.nextDue(organisationId)) === null, false);

  const counts = await countsOf(store, organisationId);
  if (process.env['KROK_TEST_VERBOSE']) process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
  assert.ok(counts.cases.completed > 0 && counts.cases.active > 0, JSON.stringify(counts));
  assert.ok((counts.done['email'] ?? 0) > 0 && (counts.done['call'] ?? 0) > 0, JSON.stringify(counts));
  const owed = await store.acts.worklist({ organisationId, channel: 'task', status: 'open', limit: 300 });
  assert.ok(
    owed.some(({ acts }) => acts.some(({ type }) => type === 'answer-reply')),
    'an answer to a debtor is owed on the first screen',
  );
  const invoices = await store.ledger.invoices({ organisationId, paid: true, limit: 10_000 });
  assert.ok(invoices.length > 0 && invoices.every(({ caseId }) => caseId === null), 'a paid invoice still has a case');
  const cases = await store.cases.list({ organisationId, limit: 500 });
  for (const { id } of cases) assert.equal((await store.log.verifyChain(id)).kind, 'intact');

  await startWorkerWith(rig, channels);
  await rig.startRelay();
  await store.clock.set(organisationId, { mode: 'real' });
  await until('the outbox to empty', async () => (await store.clock.atRest(organisationId)).pendingOutbox === 0);
  const waiting = (await store.cases.list({ organisationId, status: 'active', limit: 500 })).find(
    ({ subject }) => subject !== null,
  );
  assert.ok(waiting?.subject);
  const invoice = await store.ledger.invoice(waiting.subject);
  await store.ledger.recordPayment({
    creditorId: invoice.creditorId,
    debtorId: invoice.debtorId,
    bankReference: 'after the demo',
    bookedOn: TODAY,
    amount: invoice.open,
    currency: invoice.currency,
    invoiceId: invoice.id,
    by: null,
  });
  await until('the payment to be heard', async () => (await store.cases.read(waiting.id)).headSeq > waiting.headSeq);
  await goesOver(rig, data);
});

/** `krok migrate` beside the running worker: foretold, then done, and nothing is left on the former version. */
async function goesOver({ store, organisationId, environment, deploy }: Rig, data: string): Promise<void> {
  process.env['KROK_DATA'] = data;
  process.env['DATABASE_URL'] = environment['DATABASE_URL'];
  const versionsOf = async () => {
    const cases = await store.cases.list({ organisationId, status: 'active', processId: PROCESS, limit: 500 });
    return cases.map(({ version }) => version);
  };
  const before = await versionsOf();
  assert.ok(before.length > 0 && before.every((version) => version === 1), before.join());
  const shipped = await readFile(new URL(`../../../diagrams/${PROCESS}/${PROCESS}.bpmn`, import.meta.url), 'utf8');
  await deploy(shipped.replace('P90D', 'P91D'));
  const migrate = async (...args: readonly string[]) => {
    const lines: string[] = [];
    const line = (text: string) => void lines.push(text);
    const code = await main(['migrate', PROCESS, '--from', '1', ...args], { line, error: line });
    return { code, text: lines.join('\n') };
  };
  const goes = (text: string) => JSON.parse(text).map((each: { goes: boolean; why: unknown }) => [each.goes, each.why]);
  const all = before.map(() => [true, null]);
  const foretold = await migrate('--preview', '--json');
  assert.deepEqual([foretold.code, goes(foretold.text)], [0, all]);
  assert.deepEqual(await versionsOf(), before);
  const done = await migrate('--reason', 'Dłuższe czekanie na sąd', '--json');
  assert.deepEqual([done.code, goes(done.text)], [0, all]);
  assert.ok((await versionsOf()).every((version) => version === 2));
  assert.deepEqual(await migrate('--preview'), { code: 0, text: '0 of 0 cases go over' });
  assert.equal((await migrate('--to', '9', '--preview')).code, 2);
  assert.match((await migrate('--to', '9', '--preview')).text, /^Expected versions 1 and 9 of "business-debtor"/);
}

const PROCESS = 'business-debtor';

async function sandboxChannels(): Promise<Channels> {
  const folder = await mkdtemp(join(tmpdir(), 'krok-demo-'));
  const sandbox = await startSandbox({ folder: join(folder, 'sandbox-mail'), port: 0 });
  const receivers = await startSandboxReceivers({ dataFolder: folder, port: 0 });
  const ports = { KROK_SANDBOX_SMTP_PORT: String(sandbox.port), KROK_SANDBOX_HTTP_PORT: String(receivers.port) };
  const channels = createChannels(channelSettings(ports, folder, `smtp://127.0.0.1:${sandbox.port}`));
  closers.push(async () => {
    await channels.letters?.close();
    await Promise.all([sandbox.close(), receivers.close()]);
    await rm(folder, { recursive: true, force: true });
  });
  return channels;
}

async function startWorkerWith({ store, environment }: Rig, channels: Channels): Promise<void> {
  const address = environment['TEMPORAL_ADDRESS'] ?? '';
  const taskQueue = environment['KROK_TASK_QUEUE'] ?? '';
  const bundle = { codePath: environment['KROK_WORKFLOW_BUNDLE'] ?? '' };
  const worker = await startWorker({ store, channels }, { address, namespace: 'default', taskQueue, bundle });
  closers.push(() => worker.stop());
}

async function countsOf(store: Store, organisationId: string) {
  const done: Record<string, number> = {};
  const cases = { active: 0, completed: 0, terminated: 0, starting: 0 };
  let steps = 0;
  for (let page = 1; ; page += 1) {
    const { items } = await store.overview.cases({ organisationId, page, size: 200 });
    for (const { id, status, headSeq } of items) {
      cases[status] += 1;
      steps += headSeq;
      for (const act of await store.acts.ofCase(id)) {
        const key =
          act.state === 'done' ? act.channel : `${act.channel} ${act.state}${act.reason ? ` ${act.reason}` : ''}`;
        done[key] = (done[key] ?? 0) + 1;
      }
    }
    if (items.length < 200) break;
  }
  const incidents = (await store.cases.openIncidents(organisationId, 500)).length;
  const listings = (await store.duties.listings({ organisationId })).length;
  const claims = (await store.duties.claims({ organisationId })).length;
  return { cases, steps, done, incidents, listings, claims };
}
