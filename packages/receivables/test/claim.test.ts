import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Claim,
  claimDue,
  type ClaimEvent,
  type CourtAnswer,
  evolveClaim,
  isApproved,
  mayApprove,
  monthsAfter,
  NEW_CLAIM,
  reviewClaim,
  takesAnswer,
} from '@krok/receivables';

const item = (invoiceId: string, original: number) => ({ invoiceId, original, stated: original, sending: null });
const given = (...events: readonly ClaimEvent[]): Claim => events.reduce(evolveClaim, NEW_CLAIM);

const drafted: ClaimEvent = { kind: 'drafted', items: [item('a', 100_00), item('b', 200_00)] };
const filed: ClaimEvent = { kind: 'filed', reference: 'P-1', on: '2026-07-01', fee: 30_00 };
const registered: CourtAnswer = { kind: 'registered', signature: 'VI Nc-e 1/26', on: '2026-07-03' };
const order: CourtAnswer = { kind: 'orderIssued', on: '2026-07-20' };
const served: CourtAnswer = { kind: 'orderServed', on: '2026-07-25' };
const opposed: CourtAnswer = { kind: 'opposed', on: '2026-08-05' };
const discontinued: CourtAnswer = { kind: 'discontinued', on: '2026-08-20' };
const final: CourtAnswer = { kind: 'final', on: '2026-08-10' };
const REGISTERED = [drafted, filed, registered];
const ORDERED = [...REGISTERED, order];
const arose = (duty: 'withdraw' | 'limit', decideBy: string, since = '2026-07-10'): ClaimEvent => ({
  kind: 'dutyArose',
  duty,
  since,
  decideBy,
});
const waived: ClaimEvent = { kind: 'costsDecided', costs: 'waived', by: 'person' };

const owing = (today: string, a: number, b: number, changedOn = '2026-07-10') => ({
  now: Date.parse(`${today}T10:00:00Z`),
  today,
  tolerance: 0,
  owed: { a: { open: a, changedOn }, b: { open: b, changedOn } },
});

describe('what the ledger and the clock mean for a claim', () => {
  const table: readonly [
    name: string,
    given: readonly ClaimEvent[],
    when: ReturnType<typeof owing>,
    then: readonly ClaimEvent[],
  ][] = [
    ['nothing changed', REGISTERED, owing('2026-07-12', 100_00, 200_00), []],
    [
      'all paid: withdrawn, once a person has decided about the costs',
      REGISTERED,
      owing('2026-07-12', 0, 0),
      [arose('withdraw', '2026-07-19'), { kind: 'costsAsked' }],
    ],
    [
      'a part paid after the order: limited',
      ORDERED,
      owing('2026-07-22', 0, 200_00),
      [arose('limit', '2026-07-29'), { kind: 'costsAsked' }],
    ],
    [
      'the costs are decided: the court is told',
      [...REGISTERED, arose('withdraw', '2026-07-19'), { kind: 'costsAsked' }, waived],
      owing('2026-07-13', 0, 0),
      [{ kind: 'dutyAsked', duty: 'withdraw' }],
    ],
    [
      'nobody decided in time: the costs are claimed',
      [...REGISTERED, arose('withdraw', '2026-07-19'), { kind: 'costsAsked' }],
      owing('2026-07-20', 0, 0),
      [
        { kind: 'costsDecided', costs: 'claimed', by: 'term' },
        { kind: 'dutyAsked', duty: 'withdraw' },
      ],
    ],
    [
      'on the last day a person may still decide',
      [...REGISTERED, arose('withdraw', '2026-07-19'), { kind: 'costsAsked' }],
      owing('2026-07-19', 0, 0),
      [],
    ],
    [
      'the rest is paid while the limitation waits: a withdrawal',
      [...REGISTERED, arose('limit', '2026-07-19'), { kind: 'costsAsked' }],
      owing('2026-07-15', 0, 0),
      [{ kind: 'dutyChanged', duty: 'withdraw' }],
    ],
    [
      'the payment is taken back in time',
      [...REGISTERED, arose('withdraw', '2026-07-19'), { kind: 'costsAsked' }],
      owing('2026-07-15', 100_00, 200_00),
      [{ kind: 'dutyLifted' }],
    ],
    [
      'a payment taken back after the limitation does not raise the claim again',
      [
        ...REGISTERED,
        arose('limit', '2026-07-19'),
        { kind: 'dutyLeaving', targets: { a: 0, b: 200_00 } },
        { kind: 'dutyDone', duty: 'limit', on: '2026-07-20' },
      ],
      owing('2026-07-25', 100_00, 200_00),
      [],
    ],
    ['paid before it was filed: nothing to withdraw', [drafted], owing('2026-07-12', 0, 0), []],
    [
      'paid after the opposition: the court discontinues without us',
      [...ORDERED, opposed],
      owing('2026-08-06', 0, 0),
      [],
    ],
    [
      'a final order is closed by payment',
      [...ORDERED, served, final],
      owing('2026-09-01', 0, 0),
      [{ kind: 'closed', reason: 'paid' }],
    ],
    ['a final order in part paid stays', [...ORDERED, served, final], owing('2026-09-01', 0, 200_00), []],
    [
      'paid after the discontinuation: no ordinary claim is needed',
      [...ORDERED, opposed, discontinued],
      owing('2026-09-01', 0, 0),
      [{ kind: 'closed', reason: 'paid' }],
    ],
    [
      'two weeks before the three months end they are brought to mind',
      [...ORDERED, opposed, discontinued],
      owing('2026-11-06', 100_00, 200_00),
      [{ kind: 'refileTermNear', by: '2026-11-20' }],
    ],
    [
      'the three months have passed',
      [...ORDERED, opposed, discontinued, { kind: 'refileTermNear', by: '2026-11-20' }],
      owing('2026-11-21', 100_00, 200_00),
      [{ kind: 'closed', reason: 'refileTermPassed' }],
    ],
  ];
  for (const [name, history, facts, then] of table) {
    it(name, () => assert.deepEqual(reviewClaim(given(...history), facts), then));
  }

  it('wakes for the decision about costs and for the three months', () => {
    const end = (day: string) => Date.parse(`${day}T22:00:00Z`);
    assert.equal(claimDue(given(...REGISTERED, arose('withdraw', '2026-07-19')), end), end('2026-07-19'));
    assert.equal(claimDue(given(...ORDERED, opposed, discontinued), end), end('2026-11-05'));
    assert.equal(claimDue(given(...REGISTERED), end), null);
  });
});

describe('answers of the court', () => {
  const states: readonly [readonly ClaimEvent[], Claim['state']][] = [
    [[drafted], 'draft'],
    [[drafted, filed], 'sent'],
    [REGISTERED, 'registered'],
    [ORDERED, 'orderIssued'],
    [[...ORDERED, opposed], 'opposed'],
    [[...ORDERED, opposed, discontinued], 'discontinued'],
    [[...ORDERED, served, final], 'final'],
    [[drafted, { kind: 'filingFailed', reason: 'x' }], 'rejected'],
    [[...REGISTERED, arose('withdraw', 'x'), { kind: 'dutyDone', duty: 'withdraw', on: 'x' }], 'withdrawn'],
    [[...REGISTERED, arose('limit', 'x'), { kind: 'dutyDone', duty: 'limit', on: 'x' }], 'registered'],
  ];
  for (const [history, state] of states) {
    it(`${history.map(({ kind }) => kind).join(', ')}: ${state}`, () => assert.equal(given(...history).state, state));
  }

  it('an answer that comes again, or late, is no news', () => {
    const news: readonly [readonly ClaimEvent[], CourtAnswer, boolean][] = [
      [[drafted, filed], registered, true],
      [REGISTERED, registered, false],
      [REGISTERED, order, true],
      [ORDERED, order, false],
      [ORDERED, served, true],
      [[...ORDERED, served], served, false],
      [ORDERED, final, true],
      [[...ORDERED, opposed], final, false],
      [[...ORDERED, final], opposed, false],
      [[...ORDERED, opposed], discontinued, true],
    ];
    for (const [history, answer, taken] of news)
      assert.equal(takesAnswer(given(...history), answer), taken, answer.kind);
  });

  it('the three months end on the day of the same number, else on the last of the month (KC art. 112)', () => {
    assert.equal(monthsAfter('2026-08-20', 3), '2026-11-20');
    assert.equal(monthsAfter('2026-11-30', 3), '2027-02-28');
    assert.equal(given(...ORDERED, opposed, discontinued).refileBy, '2026-11-20');
  });
});

describe('approval by a second person', () => {
  it('binds the amount as shown', () => {
    const approval = { id: '1', invoiceId: 'a', amount: 100_00 };
    assert.deepEqual(isApproved(null, 100_00), { kind: 'missing' });
    assert.deepEqual(isApproved(approval, 100_00), { kind: 'approved' });
    assert.deepEqual(isApproved(approval, 99_99), { kind: 'void' });
  });

  it('comes from somebody else with the right', () => {
    const started = new Set(['anna']);
    assert.equal(mayApprove({ id: 'jan', roles: ['approver'] }, started), 'yes');
    assert.equal(mayApprove({ id: 'jan', roles: ['manager'] }, started), 'yes');
    assert.equal(mayApprove({ id: 'jan', roles: ['collector'] }, started), 'notApprover');
    assert.equal(mayApprove({ id: 'anna', roles: ['approver', 'manager'] }, started), 'ownAct');
  });
});
