import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StoreError } from '@krok/store';
import { caseAbout, official, officialJob, type Official, outbox, plan, pay, told } from './test-official.ts';
import { commit, DAY, NOON, testStore } from './test-store.ts';

const at = await testStore('letters');
const { store } = at;
const WARNING = 'send-demand-with-krd-warning';
const NUMBER = 'RR123456785PL';

const refusedWith = (code: string) => (error: unknown) => error instanceof StoreError && error.code === code;

/** A warning about both invoices, printed today. */
async function printed(own: Official): Promise<{ readonly letterId: string; readonly cases: readonly string[] }> {
  const cases = await Promise.all(
    own.invoices.map((each, index) => caseAbout(own, each, officialJob(`w${index}`, WARNING))),
  );
  const { machineBundles } = await plan(own);
  const letterId = machineBundles[0]?.bundleId ?? '';
  const start = await store.acts.recordIntent(letterId);
  assert.ok(start.kind === 'attempt');
  await store.acts.recordOutcome(start.effect.id, {
    kind: 'delivered',
    reference: 'sha',
    registered: {
      kind: 'krdWarning',
      reference: `KR/2026/${letterId.slice(-8).toUpperCase()}`,
      currency: 'PLN',
      bureaus: ['KRD'],
      printedOn: '2026-07-01',
      payBy: '2026-07-15',
      items: own.invoices.map(({ id, open }) => ({ invoiceId: id, amount: open })),
    },
  });
  await outbox(own);
  return { letterId, cases };
}

describe('a registered letter', () => {
  it('waits where everybody sees it: no case goes on, no month runs', async () => {
    const own = await official(at);
    const { letterId } = await printed(own);
    const { status, acts } = await store.acts.bundle(letterId);
    assert.deepEqual(
      [status, ...acts.map(({ state, reason }) => `${state} ${reason}`)],
      ['posting', 'planned awaitingPosting', 'planned awaitingPosting'],
    );
    assert.deepEqual(await store.ledger.demandsPosted(own.invoices.map(({ id }) => id)), []);
    const { items, total } = await store.letters.letters({
      organisationId: own.organisationId,
      state: 'awaiting',
      page: 1,
      size: 10,
    });
    assert.deepEqual([total, items.map(({ id }) => id)], [1, [letterId]]);
    assert.deepEqual(await store.duties.findings(own.organisationId), []);
  });

  it('posted: the month counts from that day, each case goes on, the reminder is dropped', async () => {
    const own = await official(at);
    const { letterId, cases } = await printed(own);
    await store.clock.advance(own.organisationId, NOON + 3 * DAY);
    await outbox(own);
    const posting = { letterId, number: 'RR 123 456 785 PL', postedOn: '2026-07-03', by: own.collector };
    const letter = await store.letters.confirmPosting(posting);
    assert.deepEqual([letter.state, letter.number, letter.postedOn], ['posted', NUMBER, '2026-07-03']);
    const commands = await told(own);
    assert.equal(commands.length, cases.length);
    for (const command of commands) {
      assert.deepEqual((command as { readonly variables: unknown }).variables, {
        letterStatus: 'sent',
        letterReference: 'sha',
        letterNumber: NUMBER,
        postedOn: '2026-07-03',
      });
    }
    const demands = await store.ledger.demandsPosted(own.invoices.map(({ id }) => id));
    assert.deepEqual(
      demands.map(({ postedOn, reference }) => [postedOn, reference]),
      [
        ['2026-07-03', NUMBER],
        ['2026-07-03', NUMBER],
      ],
    );
    assert.equal((await store.acts.bundle(letterId)).status, 'done');
    // Said twice, it is said once; said otherwise, it is refused.
    await store.letters.confirmPosting(posting);
    assert.deepEqual(await told(own), []);
    await assert.rejects(
      store.letters.confirmPosting({ ...posting, postedOn: '2026-07-02' }),
      refusedWith('LETTER_POSTED'),
    );
  });

  it('is not posted before it was printed, nor tomorrow, nor under a number that another has', async () => {
    const own = await official(at);
    const { letterId } = await printed(own);
    const by = own.collector;
    for (const postedOn of ['2026-06-30', '2026-07-02']) {
      await assert.rejects(
        store.letters.confirmPosting({ letterId, number: NUMBER, postedOn, by }),
        refusedWith('WRONG_POSTING'),
      );
    }
    await assert.rejects(
      store.letters.confirmPosting({ letterId, number: 'RR123456784PL', postedOn: '2026-07-01', by }),
      refusedWith('WRONG_POSTING'),
    );
    assert.deepEqual(await told(own), []);
  });

  it('the morning after, a person is reminded; an answer without a posting brings the reminder back', async () => {
    const own = await official(at);
    const { letterId } = await printed(own);
    // Thursday, eight o'clock in Warsaw.
    await store.clock.advance(own.organisationId, Date.UTC(2026, 6, 2, 6));
    await plan(own);
    const open = () => store.acts.worklist({ organisationId: own.organisationId, channel: 'task' });
    const [reminder] = await open();
    assert.deepEqual(
      reminder?.acts.map(({ type }) => type),
      ['confirm-posting'],
    );
    assert.deepEqual(
      (await store.duties.findings(own.organisationId)).map(({ kind, id, remedy }) => [kind, id, remedy]),
      [['letter', letterId, 'confirmPosting']],
    );
    const complete = async (variables: Record<string, string>) => {
      const [bundle] = await open();
      assert.ok(bundle);
      const outcomes = bundle.acts.map(({ id }) => ({ actId: id, variables }));
      await store.acts.completeBundle({ bundleId: bundle.id, version: bundle.version, by: own.collector, outcomes });
    };
    await complete({ outcome: 'later' });
    assert.deepEqual(await open(), []);
    await store.clock.advance(own.organisationId, Date.UTC(2026, 6, 3, 6));
    await plan(own);
    // A number that can be none: nothing is written, the work stays.
    await assert.rejects(complete({ letterNumber: 'x', postedOn: '2026-07-02' }), refusedWith('WRONG_POSTING'));
    assert.equal((await open()).length, 1);
    await complete({ letterNumber: NUMBER, postedOn: '2026-07-02' });
    const letter = await store.letters.letter(letterId);
    assert.deepEqual([letter.state, letter.postedOn, letter.confirmedBy], ['posted', '2026-07-02', own.collector]);
    assert.deepEqual(await store.duties.findings(own.organisationId), []);
  });

  it('one of its invoices is paid before it goes: the rest of it goes; all are paid: it is not to be posted', async () => {
    const own = await official(at);
    const { letterId, cases } = await printed(own);
    const [first, second] = own.invoices;
    await pay(own, first, first.open, '2026-07-01');
    assert.equal((await store.acts.bundle(letterId)).status, 'posting');
    assert.equal((await store.letters.letter(letterId)).state, 'awaiting');
    await commit(own, cases[1] ?? '', [
      { kind: 'jobCancelled', job: 'w1', instance: 'w1' },
      { kind: 'instanceTerminated', reason: 'by hand' },
    ]);
    assert.equal((await store.letters.letter(letterId)).state, 'cancelled');
    assert.equal((await store.acts.bundle(letterId)).status, 'empty');
    // Whoever had it with him already says so: the month runs all the same.
    const by = own.collector;
    await store.letters.confirmPosting({ letterId, number: NUMBER, postedOn: '2026-07-01', by });
    assert.equal((await store.ledger.demandsPosted([second.id])).length, 1);
  });

  it('the postal book confirms many; the same book again changes nothing', async () => {
    const own = await official(at);
    const { letterId } = await printed(own);
    const { reference } = await store.letters.letter(letterId);
    const lines = [
      { line: 2, reference, number: NUMBER, postedOn: '2026-07-01' },
      { line: 3, reference: 'KR/2026/NOBODY', number: 'RR000000005PL', postedOn: '2026-07-01' },
    ];
    const book = { organisationId: own.organisationId, lines, by: own.collector };
    const first = await store.letters.confirmPostalBook(book);
    assert.deepEqual(
      [first.confirmed, first.unchanged, first.errors.map(({ line, code }) => [line, code])],
      [1, 0, [[3, 'noSuchLetter']]],
    );
    const again = await store.letters.confirmPostalBook(book);
    assert.deepEqual([again.confirmed, again.unchanged], [0, 1]);
  });
});
