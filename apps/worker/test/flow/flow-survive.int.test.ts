import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { readOpenItemsFile } from '@krok/imports';
import { StoreError } from '@krok/store';
import { freePort } from '../../../../scripts/services/ports.ts';
import { startTemporal, type TemporalService } from '../../../../scripts/services/temporal.ts';
import { mulberry } from '../rig/mulberry.ts';
import { reconcile } from '../rig/reconcile.ts';
import { openRig, type Rig } from '../rig/rig.ts';
import { until } from '../rig/until.ts';
import { Application } from '../survive/application.ts';
import { stepsOf, wrongWith } from './check-case.ts';
import { at, deployShipped, hire, openBooks, takeToThePost } from './flow-firm.ts';
import { manyDebtors } from './portfolio.ts';
import { received, repeated } from './received.ts';

const DEBTORS = Number(process.env['KROK_FLOW_DEBTORS'] ?? 10);
const WORKER_KILLS = Number(process.env['KROK_FLOW_KILLS'] ?? 4);
const TEMPORAL_KILLS = 2;
/** A day and a half a second. */
const FACTOR = 129_600;
const MONDAY = at('2026-01-12', '05:00');
const DAY = 86_400_000;
const PATIENCE_S = Number(process.env['KROK_FLOW_PATIENCE'] ?? 300);

describe('survival of the flow: worker and Temporal are killed while debtors go from the mail to the court', () => {
  let rig: Rig;
  let temporal: TemporalService;
  let folder: string;
  let worker: Application;
  let sandbox: Application;
  let approver: string;
  let executables: ReadonlyMap<string, ExecutableProcess>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'krok-flow-survive-'));
    temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
    rig = await openRig('flowsurvive', {
      clock: { mode: 'manual', now: MONDAY },
      address: temporal.address,
      keysFolder: join(folder, 'keys'),
    });
    const { store, organisationId } = rig;
    const { stalex } = await openBooks(store, organisationId);
    ({ approver } = await hire(store, organisationId));
    executables = await deployShipped(store, organisationId);
    const { file, sha256 } = readOpenItemsFile(Buffer.from(manyDebtors(DEBTORS), 'utf8'));
    const request = { creditorId: stalex, sha256, fileName: 'otwarte.csv', file, by: null };
    assert.deepEqual((await store.ledger.importOpenItems(request)).errors, []);
    const environment = {
      ...rig.environment,
      KROK_DATA: folder,
      KROK_SANDBOX_SMTP_PORT: String(await freePort()),
      KROK_SANDBOX_HTTP_PORT: String(await freePort()),
      // Between what is on the sandbox's disk and its answer: room for a kill to fall in.
      KROK_SANDBOX_ACCEPT_DELAY_MS: '150',
    };
    sandbox = new Application('sandbox-main.ts', environment, 'sandbox ready');
    const smtp = { KROK_SMTP_URL: `smtp://127.0.0.1:${environment.KROK_SANDBOX_SMTP_PORT}` };
    worker = new Application('main.ts', { ...environment, ...smtp }, 'worker ready');
    await sandbox.start();
    await worker.start();
    const clock = { mode: 'factor', factor: FACTOR, realAnchor: Date.now(), orgAnchor: MONDAY } as const;
    await store.clock.set(organisationId, clock);
  });

  after(async () => {
    await worker.kill();
    await sandbox.kill();
    await temporal.stop();
    await rig.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('every case and every duty reaches its end, and no receiver gets an effect twice', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = mulberry(seed);
    const began = performance.now();
    const hit = new Set<string>();
    const kills = { worker: 0, aimed: 0, temporal: 0 };
    await until('the first cases', async () => (await allCases()).length > 0);
    while (kills.worker < WORKER_KILLS || kills.temporal < TEMPORAL_KILLS) {
      await people();
      await pause(500 + random() * 3000);
      if (kills.temporal < TEMPORAL_KILLS && (kills.worker >= WORKER_KILLS || random() < 0.35)) {
        kills.temporal += 1;
        await temporal.kill();
        await pause(random() * 2000);
        temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
        continue;
      }
      // Every other kill waits for an open attempt, so that some fall between acceptance and record.
      if (kills.worker % 2 === 1 && (await attemptSoon())) kills.aimed += 1;
      kills.worker += 1;
      await worker.kill('SIGKILL');
      for (const { key } of await rig.store.acts.openAttempts(rig.organisationId)) hit.add(key);
      await pause(random() * 2000);
      await worker.start();
    }
    let unknown = 0;
    await until(
      'the end of every case, listing and claim',
      async () => {
        await pause(300);
        await people();
        for (const { id, key } of await rig.store.acts.unknownEffects(rig.organisationId)) {
          unknown += 1;
          assert.ok(hit.has(key), `effect ${key} is unknown though no kill hit its attempt (seed ${seed})`);
          await reconcile(rig.store, id, await arrived(key), rig.person);
        }
        return (await waiting()).length === 0;
      },
      PATIENCE_S,
    ).catch(async (error: unknown) => {
      console.log(JSON.stringify({ seed, kills, now: await now(), waiting: await waiting() }, null, 1));
      throw error;
    });

    const log = await received(folder);
    for (const [receiver, keys] of Object.entries(log))
      assert.deepEqual(repeated(keys), [], `${receiver} (seed ${seed})`);
    const cases = await allCases();
    assert.equal(cases.length, DEBTORS);
    for (const each of cases) {
      const executable = executables.get(each.processId);
      assert.ok(executable);
      assert.equal(await wrongWith(rig.store, executable, each, await stepsOf(rig.store, each.id)), null);
      assert.equal(each.incidents, 0);
    }
    const counts = Object.fromEntries(Object.entries(log).map(([name, keys]) => [name, keys.length]));
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(
      JSON.stringify({ seed, seconds, kills, cases: cases.length, ...counts, attemptsHit: hit.size, unknown }),
    );
    assert.ok(log.mails.length >= DEBTORS / 2 && log.krd.length > 0 && log.epu.length > 0);
  });

  /** Collectors and approvers do what there is; debtors pay at four stages, a quarter of them at each. */
  async function people(): Promise<void> {
    const { store, organisationId, person } = rig;
    await takeToThePost(store, organisationId, person);
    for (const bundle of await store.acts.worklist({ organisationId, status: 'open', limit: 200 })) {
      const { id: bundleId, version, acts, channel } = bundle;
      if (acts.some(({ type }) => type === 'confirm-posting')) continue;
      await unlessChanged(async () => {
        if (channel === 'approval') {
          const shown = await store.approvals.view(bundleId);
          await store.approvals.decide({
            bundleId,
            version: shown.version,
            hash: shown.hash,
            by: approver,
            approved: true,
          });
          return;
        }
        const variables = channel === 'call' ? { outcome: 'refuses' } : { costs: 'claimed' };
        const outcomes = acts.map(({ id: actId }) => ({ actId, variables }));
        await store.acts.completeBundle({ bundleId, version, by: person, outcomes });
      });
    }
    const present = await now();
    const listed = entries(await store.duties.listings({ organisationId }), 'active');
    const sued = entries(await store.duties.claims({ organisationId }), 'registered');
    for (const invoice of await store.ledger.invoices({ organisationId, paid: false, limit: 500 })) {
      const { id: invoiceId, creditorId, debtorId, number, open: amount, currency, caseId } = invoice;
      const due = [present > MONDAY + 3 * DAY, present > MONDAY + 25 * DAY, listed.has(invoiceId), sued.has(invoiceId)][
        Number(number.slice(2)) % 4
      ];
      // A case that has not begun yet would never begin.
      if (!due || caseId === null) continue;
      const bookedOn = new Date(present).toISOString().slice(0, 10);
      const bankReference = `B ${number}`;
      await store.ledger.recordPayment({
        creditorId,
        debtorId,
        invoiceId,
        bankReference,
        bookedOn,
        amount,
        currency,
        by: null,
      });
    }
  }

  async function waiting(): Promise<readonly unknown[]> {
    const { store, organisationId } = rig;
    const cases = await allCases();
    const entriesOpen = [
      ...(await store.duties.listings({ organisationId, open: true })),
      ...(await store.duties.claims({ organisationId, open: true })),
    ];
    const open = cases.filter(({ status }) => status !== 'completed');
    return [
      ...(cases.length < DEBTORS ? [`${cases.length} cases`] : []),
      ...open.map(({ id, status, headSeq, nextDue, incidents }) => ({ id, status, headSeq, nextDue, incidents })),
      ...entriesOpen.map(({ id, state, duty, askAt, nextDue }) => ({ id, state, duty, askAt, nextDue })),
    ];
  }

  const allCases = () => rig.store.cases.list({ organisationId: rig.organisationId, limit: 500 });
  const now = async () => (await rig.store.clock.read(rig.organisationId)).now;

  async function arrived(key: string): Promise<boolean> {
    const log = await received(folder);
    return Object.values(log).some((keys: readonly string[]) => keys.some((each) => each.includes(key)));
  }

  /** Waits a little for an attempt that is under way; false when none comes. */
  async function attemptSoon(): Promise<boolean> {
    const end = performance.now() + 5_000;
    while (performance.now() < end) {
      if ((await rig.store.acts.openAttempts(rig.organisationId)).length > 0) return true;
      await pause(10);
    }
    return false;
  }
});

/** What was shown has changed meanwhile: it comes again in its new form. */
async function unlessChanged(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof StoreError && CHANGED.has(error.code))) throw error;
  }
}

const CHANGED: ReadonlySet<string> = new Set(['STALE_VERSION', 'STALE_APPROVAL', 'BUNDLE_NOT_OPEN']);

function entries(
  all: readonly { readonly state: string; readonly items: readonly { readonly invoiceId: string }[] }[],
  state: string,
): ReadonlySet<string> {
  return new Set(
    all.filter((each) => each.state === state).flatMap(({ items }) => items.map(({ invoiceId }) => invoiceId)),
  );
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
