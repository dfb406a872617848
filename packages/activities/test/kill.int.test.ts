import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { acceptedEffects, createChannels, type SandboxServer, startSandbox } from '@krok/channels';
import { createPerformBundle } from '../src/acts/perform-bundle.ts';
import { createPlanActs } from '../src/acts/plan-acts.ts';
import { type DeskRig, MINUTE, openDeskRig } from './desk-rig.ts';

/** Each kill cuts off as many attempts as a process has under way. */
const KILLS = Number(process.env['KROK_KILLS'] ?? 5);
const ATTEMPTS_EACH = 4;
const CHILD = fileURLToPath(new URL('./perform-child.ts', import.meta.url));

describe('kill -9 between the acceptance of a mail and the record of its outcome', () => {
  let rig: DeskRig;
  let folder: string;
  let sandbox: SandboxServer;
  let accepted: () => void = () => {};

  before(async () => {
    rig = await openDeskRig();
    folder = await mkdtemp(join(tmpdir(), 'krok-kill-'));
    // Longer than any test waits: the answer never comes before the kill.
    sandbox = await startSandbox({ folder, port: 0, acceptDelayMs: 60_000, onAccepted: () => accepted() });
  });

  after(async () => {
    await sandbox.close();
    await rig.close();
    await rm(folder, { recursive: true, force: true });
  });

  it(`${KILLS * ATTEMPTS_EACH} attempts cut off: each mail arrived once, is held as unknown, and goes on after reconciliation`, async () => {
    const cases = [];
    for (let n = 0; n < KILLS * ATTEMPTS_EACH; n += 1) {
      const debtorId = await rig.store.parties.addDebtor({
        organisationId: rig.organisationId,
        name: `Dłużnik ${n}`,
        email: `k${n}@dluznik.example`,
      });
      cases.push(await rig.wish({ debtorId, variables: { invoice: `FV/${n}` } }));
    }
    const { now } = await rig.store.clock.read(rig.organisationId);
    await rig.store.clock.advance(rig.organisationId, now + 2 * MINUTE);

    const smtpUrl = `smtp://127.0.0.1:${sandbox.port}`;
    const again = createPerformBundle(rig.store, createChannels({ smtpUrl, sandboxPort: sandbox.port }));
    for (let from = 0; from < cases.length; from += ATTEMPTS_EACH) {
      const bundles: string[] = [];
      for (const { deskKey } of cases.slice(from, from + ATTEMPTS_EACH)) {
        bundles.push(...(await createPlanActs(rig.store)({ deskKey, at: null })).ready);
      }
      assert.equal(bundles.length, ATTEMPTS_EACH);
      await killWhenAccepted(bundles, smtpUrl);
      for (const bundleId of bundles) assert.equal(await again({ bundleId }), 'unknown');
    }

    const keys = (await acceptedEffects(folder)).map(({ effectKey }) => effectKey);
    assert.equal(keys.length, cases.length);
    assert.equal(new Set(keys).size, cases.length, 'Expected at most one acceptance of each effect');
    const unknown = await rig.store.acts.unknownEffects(rig.organisationId);
    assert.equal(unknown.length, cases.length);
    for (const effect of unknown) {
      assert.ok(keys.includes(effect.key));
      await rig.store.acts.reconcileEffect(effect.id, 'delivered', rig.operatorId);
    }
    for (const { caseId } of cases) {
      assert.deepEqual(
        (await rig.commandsTo(caseId)).map(({ kind }) => kind),
        ['completeJob'],
      );
    }
    assert.deepEqual(await rig.store.acts.unknownEffects(rig.organisationId), []);
  });

  async function killWhenAccepted(bundles: readonly string[], smtpUrl: string): Promise<void> {
    const arrival = Promise.withResolvers<void>();
    let missing = bundles.length;
    accepted = () => {
      missing -= 1;
      if (missing === 0) arrival.resolve();
    };
    const child: ChildProcess = spawn(process.execPath, [CHILD, rig.url, rig.keysFolder, smtpUrl, ...bundles], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('exit', (code) =>
      arrival.reject(new Error(`Expected the child to wait for its answer but it ended (${code})`)),
    );
    await arrival.promise;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});
