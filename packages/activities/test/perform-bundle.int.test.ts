import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DeliveryResult, EmailChannel } from '@krok/channels';
import type { Store } from '@krok/store';
import { createPerformBundle } from '../src/acts/perform-bundle.ts';
import { createPlanActs } from '../src/acts/plan-acts.ts';
import type { Performed } from '../src/index.ts';
import { type DeskRig, HEADERS, MINUTE, openDeskRig, recordingChannel, type Wish } from './desk-rig.ts';

const TRY_LATER: DeliveryResult = { kind: 'refused', reason: 'RCPT TO 451', permanent: false };

describe('performing a bundle', () => {
  let rig: DeskRig;
  before(async () => {
    rig = await openDeskRig();
  });
  after(() => rig.close());

  /** A bundle of a debtor of its own, ready to be performed. */
  async function readyBundle(wishes: readonly Wish[] = [{}]) {
    const debtorId = await rig.store.parties.addDebtor({
      organisationId: rig.organisationId,
      name: 'Dłużnik',
      email: 'k@dluznik.example',
    });
    const cases = [];
    for (const wish of wishes) cases.push(await rig.wish({ debtorId, ...wish }));
    const deskKey = cases[0]?.deskKey ?? '';
    await advance(2 * MINUTE);
    const { ready } = await createPlanActs(rig.store)({ deskKey, at: null });
    assert.equal(ready.length, 1, 'Expected one bundle');
    const bundleId = ready[0] ?? '';
    return { bundleId, debtorId, deskKey, cases, caseId: cases[0]?.caseId ?? '' };
  }

  async function advance(by: number): Promise<void> {
    const { now } = await rig.store.clock.read(rig.organisationId);
    await rig.store.clock.advance(rig.organisationId, now + by);
  }

  function perform(bundleId: string, email: EmailChannel, store: Store = rig.store): Promise<Performed> {
    return createPerformBundle(store, { email })({ bundleId });
  }

  async function effectOf(caseId: string) {
    const [effect, ...others] = await rig.store.acts.effectsOfCase(caseId);
    assert.ok(effect && others.length === 0, 'Expected one effect');
    return effect;
  }

  it('sends one mail for all joined cases and tells each of them', async () => {
    const { bundleId, cases, caseId } = await readyBundle(
      ['FV/1', 'FV/2', 'FV/3'].map((invoice) => ({ variables: { invoice, email: 'elsewhere@evil.example' } })),
    );
    const email = recordingChannel();
    assert.equal(await perform(bundleId, email), 'delivered');
    const [sent, ...others] = email.received;
    assert.equal(others.length, 0);
    assert.equal(sent?.mail.subject, 'Przypomnienie (3)');
    assert.equal(sent.mail.text, 'Dzień dobry, Dłużnik:\n- FV/1\n- FV/2\n- FV/3');
    assert.deepEqual(sent.mail.to, { address: 'k@dluznik.example', name: 'Dłużnik' });
    const { key } = await effectOf(caseId);
    assert.equal(sent.effectKey, key);
    for (const joined of cases) {
      assert.deepEqual(await rig.commandsTo(joined.caseId), [
        { kind: 'completeJob', job: '3', variables: { emailStatus: 'sent', emailReference: `<${key}@test>` } },
      ]);
    }
  });

  it('does nothing more when it runs again', async () => {
    const { bundleId, caseId } = await readyBundle();
    const email = recordingChannel();
    await perform(bundleId, email);
    await rig.commandsTo(caseId);
    assert.ok(['settledBefore', 'notNow'].includes(await perform(bundleId, email)));
    assert.equal(email.received.length, 1);
    assert.deepEqual(await rig.commandsTo(caseId), []);
  });

  it('goes out without a withdrawn case, and not at all when nobody wishes it any more', async () => {
    const { bundleId, cases } = await readyBundle([
      { variables: { invoice: 'FV/1' } },
      { variables: { invoice: 'FV/2' } },
    ]);
    await rig.withdraw(cases[0]?.caseId ?? '');
    const email = recordingChannel();
    assert.equal(await perform(bundleId, email), 'delivered');
    assert.equal(email.received[0]?.mail.text, 'Dzień dobry, Dłużnik:\n- FV/2');
    assert.deepEqual(await rig.commandsTo(cases[0]?.caseId ?? ''), []);

    const alone = await readyBundle();
    await rig.withdraw(alone.caseId);
    const silent = recordingChannel();
    assert.equal(await perform(alone.bundleId, silent), 'notNow');
    assert.equal(silent.received.length, 0);
  });

  describe('after a crash', () => {
    it('between intent and attempt: sends once', async () => {
      const { bundleId, caseId } = await readyBundle();
      await rig.store.acts.recordIntent(bundleId);
      const email = recordingChannel();
      assert.equal(await perform(bundleId, email), 'delivered');
      assert.equal(email.received.length, 1);
      assert.equal((await effectOf(caseId)).attempts, 1);
    });

    it('between acceptance and record: unknown and held, never sent a second time', async () => {
      const { bundleId, caseId } = await readyBundle();
      const email = await crashAfterAcceptance(bundleId);
      assert.equal(await perform(bundleId, email), 'unknown');
      assert.equal(await perform(bundleId, email), 'settledBefore');
      assert.equal(email.received.length, 1);
      assert.equal((await rig.store.acts.bundle(bundleId)).status, 'held');
      const unknown = await rig.store.acts.unknownEffects(rig.organisationId);
      assert.ok(unknown.some(({ bundleId: held }) => held === bundleId));
      assert.deepEqual(await rig.commandsTo(caseId), []);
    });

    it('a channel that can be asked knows: delivered', async () => {
      const { bundleId, caseId } = await readyBundle();
      const email = await crashAfterAcceptance(bundleId, {
        find: async (key) => ({ kind: 'delivered', reference: `found ${key}` }),
      });
      assert.equal(await perform(bundleId, email), 'delivered');
      assert.equal(email.received.length, 1);
      const { key } = await effectOf(caseId);
      assert.deepEqual(await rig.commandsTo(caseId), [
        { kind: 'completeJob', job: '3', variables: { emailStatus: 'sent', emailReference: `found ${key}` } },
      ]);
    });

    it('a channel that can be asked knows: not delivered, so it is sent under the same key', async () => {
      const { bundleId, caseId } = await readyBundle();
      const email = await crashAfterAcceptance(bundleId, { find: async () => ({ kind: 'notDelivered' }) });
      assert.equal(await perform(bundleId, email), 'delivered');
      assert.equal(new Set(email.received.map(({ effectKey }) => effectKey)).size, 1);
      assert.equal((await effectOf(caseId)).attempts, 2);
    });

    it('a channel set to resend sends again under the same key', async () => {
      const { bundleId, caseId } = await readyBundle();
      const email = await crashAfterAcceptance(bundleId, { whenUnknown: 'resend' });
      assert.equal(await perform(bundleId, email), 'delivered');
      assert.equal(email.received.length, 2);
      assert.equal(new Set(email.received.map(({ effectKey }) => effectKey)).size, 1);
      assert.equal((await effectOf(caseId)).attempts, 2);
    });

    it('a short failure of the database does not make a known delivery unknown', async () => {
      const { bundleId } = await readyBundle();
      const email = recordingChannel();
      let failures = 2;
      const flaky: Store = {
        ...rig.store,
        acts: {
          ...rig.store.acts,
          recordOutcome: (...told) =>
            failures-- > 0 ? Promise.reject(new Error('connection lost')) : rig.store.acts.recordOutcome(...told),
        },
      };
      assert.equal(await perform(bundleId, email, flaky), 'delivered');
    });

    /** The receiver has it, the outcome was never written. */
    async function crashAfterAcceptance(bundleId: string, settings: Parameters<typeof recordingChannel>[1] = {}) {
      const email = recordingChannel([], settings);
      const start = await rig.store.acts.recordIntent(bundleId);
      assert.ok(start.kind === 'attempt');
      const attempt = await rig.store.acts.recordAttempt(start.effect.id);
      assert.ok(attempt.kind === 'attempt' && !attempt.repeat);
      const from = { address: 'a@b.example' };
      await email.deliver({ from, to: from, subject: '', text: '', date: 0 }, attempt.effect.key);
      return email;
    }
  });

  describe('two runs at once', () => {
    it('make one attempt', async () => {
      const { bundleId } = await readyBundle();
      const email = recordingChannel();
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => perform(bundleId, email)));
      assert.equal(email.received.length, 1, JSON.stringify(results));
    });

    it('a slow attempt that comes back after it was called unknown settles it', async () => {
      const { bundleId, caseId } = await readyBundle();
      const slow = Promise.withResolvers<DeliveryResult>();
      const arrived = Promise.withResolvers<void>();
      const email = recordingChannel([slow.promise]);
      const deliver: EmailChannel['deliver'] = (mail, key) => {
        const answer = email.deliver(mail, key);
        arrived.resolve();
        return answer;
      };
      const first = perform(bundleId, { ...email, deliver });
      await arrived.promise;
      assert.equal(await perform(bundleId, email), 'unknown');
      slow.resolve({ kind: 'accepted', reference: 'late' });
      assert.equal(await first, 'delivered');
      assert.equal((await effectOf(caseId)).status, 'recorded');
      assert.deepEqual(await rig.commandsTo(caseId), [
        { kind: 'completeJob', job: '3', variables: { emailStatus: 'sent', emailReference: 'late' } },
      ]);
    });
  });

  describe('an unknown effect that a person looks into', () => {
    async function held() {
      const bundle = await readyBundle();
      const email = recordingChannel([{ kind: 'unknown', reason: 'ECONNECTION' }]);
      assert.equal(await perform(bundle.bundleId, email), 'unknown');
      await rig.wakes();
      return { ...bundle, email, effect: await effectOf(bundle.caseId) };
    }

    it('delivered: the case goes on', async () => {
      const { caseId, effect, email, bundleId } = await held();
      await rig.store.acts.reconcileEffect(effect.id, 'delivered', rig.operatorId);
      assert.deepEqual(await rig.commandsTo(caseId), [
        { kind: 'completeJob', job: '3', variables: { emailStatus: 'sent', emailReference: effect.key } },
      ]);
      assert.ok(['settledBefore', 'notNow'].includes(await perform(bundleId, email)));
      assert.equal(email.received.length, 1);
    });

    it('not delivered: the desk is woken and sends under the same key, as another attempt', async () => {
      const { caseId, effect, email, bundleId, deskKey } = await held();
      await rig.store.acts.reconcileEffect(effect.id, 'notDelivered', rig.operatorId);
      assert.ok((await rig.wakes()).includes(deskKey));
      assert.deepEqual((await createPlanActs(rig.store)({ deskKey, at: null })).ready, [bundleId]);
      assert.equal(await perform(bundleId, email), 'delivered');
      assert.deepEqual(
        email.received.map(({ effectKey }) => effectKey),
        [effect.key, effect.key],
      );
      assert.equal((await effectOf(caseId)).attempts, 2);
    });
  });

  describe('a receiver that turns the mail away', () => {
    it('for now: waits, then sends under the same key', async () => {
      const { bundleId, caseId, deskKey } = await readyBundle();
      const email = recordingChannel([TRY_LATER]);
      assert.equal(await perform(bundleId, email), 'retryLater');
      const { now } = await rig.store.clock.read(rig.organisationId);
      const waiting = await createPlanActs(rig.store)({ deskKey, at: null });
      assert.deepEqual([waiting.ready, waiting.wakeAt], [[], now + 5_000]);
      assert.equal(await perform(bundleId, email), 'notNow');
      await rig.wakes();
      await advance(5_000);
      assert.ok((await rig.wakes()).includes(deskKey));
      assert.equal(await perform(bundleId, email), 'delivered');
      const { attempts, key } = await effectOf(caseId);
      assert.equal(attempts, 2);
      assert.deepEqual(
        email.received.map(({ effectKey }) => effectKey),
        [key, key],
      );
    });

    it('for now, ten times: the job fails', async () => {
      const { bundleId, caseId } = await readyBundle();
      const email = recordingChannel(Array.from({ length: 20 }, () => TRY_LATER));
      for (let attempt = 1; attempt < 10; attempt += 1) {
        assert.equal(await perform(bundleId, email), 'retryLater', `attempt ${attempt}`);
        await advance(10 * MINUTE);
      }
      assert.equal(await perform(bundleId, email), 'refused');
      const [command] = await rig.commandsTo(caseId);
      assert.deepEqual(command?.kind === 'failJob' && [command.job, command.retries, command.message], [
        '3',
        2,
        'RCPT TO 451',
      ]);
      assert.equal(email.received.length, 10);
    });

    it('a channel set to resend that never gets an answer: held in the end, as it may have arrived', async () => {
      const { bundleId } = await readyBundle();
      const email = recordingChannel(
        Array.from({ length: 10 }, () => ({ kind: 'unknown', reason: 'ETIMEDOUT' })),
        { whenUnknown: 'resend' },
      );
      for (let attempt = 1; attempt < 10; attempt += 1) {
        assert.equal(await perform(bundleId, email), 'retryLater');
        await advance(10 * MINUTE);
      }
      assert.equal(await perform(bundleId, email), 'unknown');
      assert.equal(new Set(email.received.map(({ effectKey }) => effectKey)).size, 1);
    });

    it('for good: a BPMN error that the diagram may catch', async () => {
      const { bundleId, caseId } = await readyBundle();
      const email = recordingChannel([{ kind: 'refused', reason: 'RCPT TO 550', permanent: true }]);
      assert.equal(await perform(bundleId, email), 'refused');
      const [command] = await rig.commandsTo(caseId);
      assert.equal(command?.kind === 'throwJobError' && command.code, 'EMAIL_REFUSED');
    });

    it('withdrawn while it waits for the next attempt: never sent', async () => {
      const { bundleId, caseId } = await readyBundle();
      const email = recordingChannel([TRY_LATER]);
      await perform(bundleId, email);
      await rig.withdraw(caseId);
      await advance(5_000);
      assert.equal(await perform(bundleId, email), 'notNow');
      assert.equal(email.received.length, 1);
    });
  });

  describe('a mail that can not be written', () => {
    const table: [what: string, wish: Wish, code: string][] = [
      ['no subject and body', { headers: {} }, 'EMAIL_TEXT'],
      ['a name without a value', { headers: { ...HEADERS, body: '{{amount}}' } }, 'EMAIL_TEXT'],
    ];
    for (const [what, wish, code] of table) {
      it(`${what}: ${code}`, async () => {
        const { bundleId, caseId } = await readyBundle([wish]);
        const email = recordingChannel();
        assert.equal(await perform(bundleId, email), 'refused');
        const [command] = await rig.commandsTo(caseId);
        assert.equal(command?.kind === 'throwJobError' && command.code, code);
        assert.equal(email.received.length, 0);
      });
    }

    it('a debtor without an address: EMAIL_NO_RECIPIENT', async () => {
      const debtorId = await rig.store.parties.addDebtor({ organisationId: rig.organisationId, name: 'Bez adresu' });
      const { bundleId, caseId } = await readyBundle([{ debtorId }]);
      assert.equal(await perform(bundleId, recordingChannel()), 'refused');
      const [command] = await rig.commandsTo(caseId);
      assert.equal(command?.kind === 'throwJobError' && command.code, 'EMAIL_NO_RECIPIENT');
    });
  });

  it('refuses a real mail server under a clock that is not real', async () => {
    const { bundleId, caseId } = await readyBundle();
    const email = recordingChannel([], { sandbox: false });
    assert.equal(await perform(bundleId, email), 'refused');
    assert.equal(email.received.length, 0);
    assert.equal((await rig.commandsTo(caseId))[0]?.kind, 'failJob');
  });

  it('holds back what was planned when sending is switched off, and goes on when it is on again', async () => {
    const { bundleId, deskKey } = await readyBundle();
    const email = recordingChannel();
    await rig.store.organisations.setSending(rig.organisationId, false);
    assert.equal(await perform(bundleId, email), 'notNow');
    await rig.wakes();
    await rig.store.organisations.setSending(rig.organisationId, true);
    assert.ok((await rig.wakes()).includes(deskKey));
    assert.equal(await perform(bundleId, email), 'delivered');
  });
});
