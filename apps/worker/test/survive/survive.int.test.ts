import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { acceptedEffects } from '@krok/channels';
import { freePort } from '../../../../scripts/services/ports.ts';
import { startTemporal, type TemporalService } from '../../../../scripts/services/temporal.ts';
import { pendingTasks } from '../rig/pending-tasks.ts';
import { mulberry } from '../rig/mulberry.ts';
import { reconcile } from '../rig/reconcile.ts';
import { openRig, type Rig } from '../rig/rig.ts';
import { until } from '../rig/until.ts';
import { Application } from './application.ts';
import { REMINDER } from './reminder-procedure.ts';

const CASES = Number(process.env['KROK_SURVIVE_CASES'] ?? 50);
const WORKER_KILLS = Number(process.env['KROK_SURVIVE_KILLS'] ?? 6);
const TEMPORAL_KILLS = 2;
/** Four hours a second from a Monday morning: contact windows and two days' waiting pass while the test runs. */
const FACTOR = 14_400;
const MONDAY = Date.parse('2026-11-23T08:00:00Z');

describe('survival: 50 cases while worker and Temporal are killed at random', () => {
  let rig: Rig;
  let temporal: TemporalService;
  let folder: string;
  let worker: Application;
  let sandbox: Application;
  const mails = (): string => join(folder, 'sandbox-mail');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'krok-survive-'));
    temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
    rig = await openRig('survive', {
      clock: { mode: 'factor', factor: FACTOR, realAnchor: Date.now(), orgAnchor: MONDAY },
      address: temporal.address,
      keysFolder: join(folder, 'keys'),
    });
    await rig.deploy(REMINDER);
    const port = await freePort();
    const environment = {
      ...rig.environment,
      KROK_DATA: folder,
      KROK_SANDBOX_SMTP_PORT: String(port),
      KROK_SMTP_URL: `smtp://127.0.0.1:${port}`,
      // Between a mail on the sandbox's disk and its 250: room for a kill to fall in.
      KROK_SANDBOX_ACCEPT_DELAY_MS: '150',
    };
    sandbox = new Application('sandbox-main.ts', environment, 'sandbox ready');
    worker = new Application('main.ts', environment, 'worker ready');
    await sandbox.start();
    await worker.start();
  });

  after(async () => {
    await worker.kill();
    await sandbox.kill();
    await temporal.stop();
    await rig.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('every case reaches its end, no mail goes out twice, unknown only where a kill hit an open attempt', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = mulberry(seed);
    const creditorId = await rig.store.parties.addCreditor({
      organisationId: rig.organisationId,
      name: 'Firma Testowa sp. z o.o.',
      senderEmail: 'windykacja@firma.example',
    });
    const cases: { caseId: string; invoice: string; pays: boolean }[] = [];
    for (let n = 1; n <= CASES; n++) {
      const invoice = `FV/${n}`;
      const debtorId = await rig.store.parties.addDebtor({
        organisationId: rig.organisationId,
        name: `Kontrahent ${n}`,
        email: `k${n}@debtor.example`,
      });
      const { caseId } = await rig.store.cases.create({
        organisationId: rig.organisationId,
        processId: 'reminder',
        creditorId,
        debtorId,
        variables: { invoice },
      });
      cases.push({ caseId, invoice, pays: n % 3 === 0 });
    }

    const hit = new Set<string>();
    const kills = { worker: 0, aimed: 0, temporal: 0 };
    while (kills.worker < WORKER_KILLS || kills.temporal < TEMPORAL_KILLS) {
      await people(cases, random);
      await pause(300 + random() * 1500);
      if (kills.temporal < TEMPORAL_KILLS && (kills.worker >= WORKER_KILLS || random() < 0.3)) {
        kills.temporal++;
        await temporal.kill();
        await pause(random() * 2000);
        temporal = await startTemporal({ dataDir: join(folder, 'temporal') });
      } else {
        // Every other kill waits for an open attempt, so that some fall between acceptance and record.
        if (kills.worker % 2 === 1 && (await attemptSoon())) kills.aimed++;
        kills.worker++;
        await worker.kill('SIGKILL');
        for (const key of await openAttempts()) hit.add(key);
        await pause(random() * 2000);
        await worker.start();
      }
    }

    let unknown = 0;
    const lastKill = performance.now();
    await until(
      'the end of every case',
      async () => {
        await people(cases, () => 0);
        for (const effect of await rig.store.acts.unknownEffects(rig.organisationId)) {
          unknown++;
          assert.ok(
            hit.has(effect.key),
            `effect ${effect.key} is unknown though no kill hit its attempt (seed ${seed})`,
          );
          const arrived = (await acceptedEffects(mails())).some(({ effectKey }) => effectKey === effect.key);
          await reconcile(rig.store, effect.id, arrived, rig.person);
        }
        const open = await Promise.all(cases.map(async ({ caseId }) => (await rig.store.cases.read(caseId)).status));
        return open.every((status) => status === 'completed');
      },
      500,
    ).catch(async (error: unknown) => {
      console.log(JSON.stringify({ seed, kills, waiting: await unfinished(cases) }));
      throw error;
    });

    const secondsToEnd = Math.round((performance.now() - lastKill) / 1000);
    const keys = (await acceptedEffects(mails())).map(({ effectKey }) => effectKey);
    assert.equal(new Set(keys).size, keys.length, `a mail was accepted twice (seed ${seed})`);
    const expected = cases.reduce((sum, { pays }) => sum + (pays ? 1 : 2), 0);
    let fired = 0;
    for (const { caseId } of cases) {
      assert.equal((await rig.store.log.verifyChain(caseId)).kind, 'intact');
      const events = (await rig.store.log.read(caseId)).flatMap((step) => step.events);
      const timers = events.filter((event) => event.kind === 'timerFired').length;
      assert.ok(timers <= 1, 'a past-due timer fired more than once');
      fired += timers;
    }
    console.log(
      JSON.stringify({
        seed,
        kills,
        cases: CASES,
        mails: keys.length,
        atMost: expected,
        timersFired: fired,
        attemptsHit: hit.size,
        unknown,
        secondsToEnd,
      }),
    );
    assert.ok(keys.length <= expected + fired && kills.worker > 0);
  });

  /** Debtors that pay and collectors that call, through the store as the API does. */
  async function people(cases: readonly { invoice: string; pays: boolean }[], random: () => number): Promise<void> {
    for (const { invoice, pays } of cases) {
      if (!pays || random() > 0.3) continue;
      await rig.store.exchange.publishMessage(rig.organisationId, {
        id: `payment-${invoice}`,
        name: 'payment',
        correlationKey: invoice,
        variables: { paid: true },
        timeToLive: 365 * 86_400_000,
      });
    }
    for (const item of await rig.store.acts.worklist({
      organisationId: rig.organisationId,
      status: 'open',
      limit: 100,
    })) {
      if (random() > 0.7) continue;
      await rig.store.acts.completeBundle({
        bundleId: item.id,
        version: item.version,
        by: rig.person,
        outcomes: item.acts.map((act) => ({ actId: act.id, variables: { reached: true } })),
      });
    }
  }

  /** What the cases that did not end wait for, and what the organisation still has to do. */
  async function unfinished(cases: readonly { caseId: string }[]): Promise<unknown> {
    const waiting: unknown[] = [await rig.store.clock.atRest(rig.organisationId)];
    for (const { caseId } of cases) {
      const { status, headSeq, nextDue, incidents } = await rig.store.cases.read(caseId);
      if (status === 'completed') continue;
      const acts = (await rig.store.acts.ofCase(caseId)).map(({ state, reason, planAt, bundleId }) => ({
        state,
        reason,
        planAt,
        bundleId,
      }));
      const effects = (await rig.store.acts.effectsOfCase(caseId)).map(({ status: effect, attempts, error }) => ({
        effect,
        attempts,
        error,
      }));
      waiting.push({ caseId, status, headSeq, nextDue, incidents, acts, effects });
    }
    // Temporal hands a lost workflow task out again only when its time is over, and that time grows with each loss.
    waiting.push(...(await pendingTasks(rig.client)));
    return waiting;
  }

  /** Waits a little for an attempt that is under way; false when none comes. */
  async function attemptSoon(): Promise<boolean> {
    const end = performance.now() + 5_000;
    while (performance.now() < end) {
      if ((await openAttempts()).length > 0) return true;
      await pause(10);
    }
    return false;
  }

  async function openAttempts(): Promise<string[]> {
    return (await rig.store.acts.openAttempts(rig.organisationId)).map((effect) => effect.key);
  }
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
