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

const KILLS = 20;
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

  it(`${KILLS} times: each mail arrived once, is held as unknown, and goes on after reconciliation`, async () => {
    const cases = [];
    for (let n = 0; n < KILLS; n += 1) {
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
    for (const { deskKey, caseId } of cases) {
      const [bundleId, ...others] = (await createPlanActs(rig.store)({ deskKey, at: null })).ready;
      assert.ok(bundleId && others.length === 0);
      await killWhenAccepted(bundleId, smtpUrl);
      assert.equal(await again({ bundleId }), 'unknown');
      const [effect] = await rig.store.acts.effectsOfCase(caseId);
      assert.equal(effect?.status, 'unknown');
    }

    const keys = (await acceptedEffects(folder)).map(({ effectKey }) => effectKey);
    assert.equal(keys.length, KILLS);
    assert.equal(new Set(keys).size, KILLS, 'Expected at most one acceptance of each effect');
    for (const effect of await rig.store.acts.unknownEffects(rig.organisationId)) {
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

  async function killWhenAccepted(bundleId: string, smtpUrl: string): Promise<void> {
    const arrival = Promise.withResolvers<void>();
    accepted = arrival.resolve;
    const child: ChildProcess = spawn(process.execPath, [CHILD, rig.url, rig.keysFolder, smtpUrl, bundleId], {
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
