import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Channels, Letter, LetterChannel, Sms, SmsChannel } from '@krok/channels';
import { createPerformBundle } from '../src/acts/perform-bundle.ts';
import { createPlanActs } from '../src/acts/plan-acts.ts';
import { type DeskRig, MINUTE, openDeskRig, recordingChannel, type Wish } from './desk-rig.ts';

const ADDRESS = { street: 'ul. Ćwiartki', house: '5', flat: '2', postalCode: '30-001', town: 'Kraków' };
const WARNING = 'send-demand-with-krd-warning';

describe('letters and SMS of a desk', () => {
  let rig: DeskRig;
  let debtors = 0;
  before(async () => {
    rig = await openDeskRig();
    await rig.store.parties.changeCreditor(rig.creditorId, {
      address: { ...ADDRESS, flat: null },
      bankAccount: '61109010140000071219812874',
      sending: { smsSender: 'Dostawca' },
    });
  });
  after(() => rig.close());

  it('one warning for two invoices opens the month of both, and each case hears of the day', async () => {
    const { debtorId, invoices } = await debtorWith([100_000, 50_000]);
    const { bundles, cases } = await wishes(
      invoices.map((subject) => ({ debtorId, subject, type: WARNING, headers: { payWithin: 'P10D' } })),
    );
    const [bundleId = '', ...others] = bundles;
    assert.equal(others.length, 0);
    const { channels, letters } = recording();
    assert.equal(await createPerformBundle(rig.store, channels)({ bundleId }), 'delivered');
    const [{ letter }] = [letters[0] ?? assert.fail('Expected a letter')];
    assert.equal(letter.kind, 'krdWarning');
    assert.equal(letter.payBy, '2026-12-05');
    assert.deepEqual(letter.recipient, { name: 'Dłużnik', address: ['ul. Ćwiartki 5/2', '30-001 Kraków'] });
    assert.deepEqual(
      letter.invoices.map(({ amount, daysOverdue }) => [amount, daysOverdue]),
      [
        [100_000, 71],
        [50_000, 71],
      ],
    );
    assert.equal(letter.bureaus.length, 1);
    // Printed is not posted: no month runs, and the cases wait.
    assert.deepEqual(await rig.store.ledger.demandsPosted(invoices), []);
    for (const caseId of cases) assert.deepEqual(await rig.commandsTo(caseId), []);
    const waiting = await rig.store.acts.bundle(bundleId);
    assert.deepEqual(
      [waiting.status, ...waiting.acts.map(({ state, reason }) => `${state} ${reason}`)],
      ['posting', 'planned awaitingPosting', 'planned awaitingPosting'],
    );
    await rig.store.letters.confirmPosting({
      letterId: bundleId,
      number: 'RR123456785PL',
      postedOn: '2026-11-25',
      by: rig.operatorId,
    });
    const posted = await rig.store.ledger.demandsPosted(invoices);
    assert.deepEqual(
      posted.map(({ postedOn, bureaus, bundleId: of }) => [postedOn, bureaus, of]),
      [
        ['2026-11-25', ['KRD'], bundleId],
        ['2026-11-25', ['KRD'], bundleId],
      ],
    );
    for (const caseId of cases) {
      const [command] = await rig.commandsTo(caseId);
      assert.ok(command?.kind === 'completeJob');
      assert.deepEqual(command.variables, {
        letterStatus: 'sent',
        letterReference: 'hash',
        letterNumber: 'RR123456785PL',
        postedOn: '2026-11-25',
      });
    }
  });

  it('a reminder and a warning are two letters, and a reminder opens no month', async () => {
    const { debtorId, invoices } = await debtorWith([100_000, 50_000]);
    const [first = '', second = ''] = invoices;
    const { bundles } = await wishes([
      { debtorId, subject: first, type: WARNING },
      { debtorId, subject: second, type: 'send-letter' },
    ]);
    const { channels, letters } = recording();
    for (const bundleId of bundles) await createPerformBundle(rig.store, channels)({ bundleId });
    assert.deepEqual(letters.map(({ letter }) => letter.kind).sort(), ['krdWarning', 'reminder']);
    assert.deepEqual((await rig.store.ledger.demandsPosted([second])).length, 0);
  });

  it('a letter that was cut off is looked up, not printed again, and waits for its posting still', async () => {
    const { debtorId, invoices } = await debtorWith([100_000]);
    const { bundles } = await wishes([{ debtorId, subject: invoices[0] ?? '', type: WARNING }]);
    const [bundleId = ''] = bundles;
    const start = await rig.store.acts.recordIntent(bundleId);
    assert.ok(start.kind === 'attempt');
    await rig.store.acts.recordAttempt(start.effect.id);
    const { channels, letters } = recording({ find: async () => ({ kind: 'delivered', reference: 'kept' }) });
    assert.equal(await createPerformBundle(rig.store, channels)({ bundleId }), 'delivered');
    assert.equal(letters.length, 0);
    const letter = await rig.store.letters.letter(bundleId);
    assert.deepEqual([letter.state, letter.items.map(({ invoiceId }) => invoiceId)], ['awaiting', invoices]);
  });

  it('a debtor without an address gets no letter: the case hears why', async () => {
    const { debtorId, invoices } = await debtorWith([100_000], { address: { ...ADDRESS, postalCode: null } });
    const { bundles, cases } = await wishes([{ debtorId, subject: invoices[0] ?? '', type: WARNING }]);
    const { channels } = recording();
    assert.equal(await createPerformBundle(rig.store, channels)({ bundleId: bundles[0] ?? '' }), 'refused');
    const [command] = await rig.commandsTo(cases[0] ?? '');
    assert.ok(command?.kind === 'throwJobError' && command.code === 'LETTER_NO_ADDRESS');
  });

  it('an SMS names every invoice and comes from the creditor', async () => {
    const { debtorId, invoices } = await debtorWith([100_000, 50_000], { phone: '500 600 700' });
    const headers = { text: '{{creditor}}: {{count}} faktury: {{lines}}', line: '{{invoiceNumber}}' };
    const { bundles, cases } = await wishes(
      invoices.map((subject, index) => ({
        debtorId,
        subject,
        type: 'send-sms',
        headers,
        variables: { invoiceNumber: `FV/${index}` },
      })),
    );
    const { channels, messages } = recording();
    assert.equal(await createPerformBundle(rig.store, channels)({ bundleId: bundles[0] ?? '' }), 'delivered');
    const [sent] = messages;
    assert.deepEqual(
      [sent?.to, sent?.from, sent?.text],
      ['500 600 700', 'Dostawca', 'Dostawca: 2 faktury: FV/0, FV/1'],
    );
    const [command] = await rig.commandsTo(cases[1] ?? '');
    assert.ok(command?.kind === 'completeJob' && command.variables?.['smsStatus'] === 'sent');
  });

  it('a channel that is not set up is an incident, not a silence', async () => {
    const { debtorId, invoices } = await debtorWith([100_000], { phone: '500600700' });
    const { bundles, cases } = await wishes([{ debtorId, subject: invoices[0] ?? '', type: 'send-sms' }]);
    const only = { email: recordingChannel() };
    assert.equal(await createPerformBundle(rig.store, only)({ bundleId: bundles[0] ?? '' }), 'refused');
    assert.equal((await rig.commandsTo(cases[0] ?? ''))[0]?.kind, 'failJob');
  });

  async function debtorWith(amounts: readonly number[], changes: object = {}) {
    const number = (debtors += 1);
    const line = { line: 1, debtor: `K${number}`, name: 'Dłużnik', legalForm: 'company', details: {} } as const;
    const invoices = amounts.map((amount, index) => ({
      line: index + 2,
      debtor: `K${number}`,
      number: `FV/${number}/${index}`,
      issuedOn: '2026-09-01',
      dueOn: '2026-09-15',
      amount,
      currency: 'PLN',
      claimKind: 'sale' as const,
    }));
    await rig.store.ledger.importOpenItems({
      creditorId: rig.creditorId,
      sha256: createHash('sha256').update(String(number)).digest('hex'),
      fileName: 'test.csv',
      file: {
        debtors: [line],
        invoices,
        corrections: [],
        payments: [],
        paymentsThrough: null,
        headings: {},
        errors: [],
      },
      by: null,
    });
    const known = await rig.store.ledger.invoices({ organisationId: rig.organisationId, creditorId: rig.creditorId });
    const own = known.filter(({ number: of }) => of.startsWith(`FV/${number}/`));
    const debtorId = own[0]?.debtorId ?? assert.fail('Expected a debtor');
    await rig.store.parties.changeDebtor(debtorId, { address: ADDRESS, ...changes });
    return { debtorId, invoices: own.map(({ id }) => id) };
  }

  /** Cases that wish, and the machine bundles that their desk made of it. */
  async function wishes(all: readonly Wish[]) {
    const cases = [];
    for (const wish of all) cases.push(await rig.wish({ variables: {}, headers: {}, ...wish }));
    const { now } = await rig.store.clock.read(rig.organisationId);
    await rig.store.clock.advance(rig.organisationId, now + 2 * MINUTE);
    const { ready } = await createPlanActs(rig.store)({ deskKey: cases[0]?.deskKey ?? '', at: null });
    return { bundles: ready, cases: cases.map(({ caseId }) => caseId) };
  }
});

function recording(changes: Partial<LetterChannel> = {}) {
  const letters: { letter: Letter; effectKey: string }[] = [];
  const messages: Sms[] = [];
  const letter: LetterChannel = {
    sandbox: true,
    whenUnknown: 'resend',
    async deliver(one, effectKey) {
      letters.push({ letter: one, effectKey });
      return { kind: 'accepted', reference: 'hash' };
    },
    find: async () => ({ kind: 'notDelivered' }),
    read: async () => null,
    preview: async () => ({ kind: 'wrong', problem: 'none' }),
    close: async () => {},
    ...changes,
  };
  const sms: SmsChannel = {
    sandbox: true,
    whenUnknown: 'hold',
    async deliver(message) {
      messages.push(message);
      return { kind: 'accepted', reference: 'A1' };
    },
  };
  const channels: Channels = { email: recordingChannel(), letters: letter, sms };
  return { channels, letters, messages };
}
