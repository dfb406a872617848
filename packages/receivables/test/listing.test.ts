import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  evolveListing,
  type Listing,
  type ListingEvent,
  listingDue,
  NEW_LISTING,
  reviewListing,
} from '@krok/receivables';

const item = (invoiceId: string, original: number) => ({ invoiceId, original, stated: original, sending: null });
const ITEMS = [item('a', 100_00), item('b', 200_00)];
const given = (...events: readonly ListingEvent[]): Listing => events.reduce(evolveListing, NEW_LISTING);

const ordered: ListingEvent = { kind: 'ordered', items: ITEMS };
const orderSent: ListingEvent = { kind: 'orderSent', reference: 'job-1', on: '2026-07-01' };
const accepted: ListingEvent = { kind: 'accepted', reference: 'KRD-7', on: '2026-07-02' };
const ACTIVE = [ordered, orderSent, accepted];
const arose = (duty: 'update' | 'remove', since: string, by: string): ListingEvent => ({
  kind: 'dutyArose',
  duty,
  since,
  by,
});
const asked = (duty: 'update' | 'remove'): ListingEvent => ({ kind: 'dutyAsked', duty });

const at = (today: string) => Date.parse(`${today}T10:00:00Z`);
const owing = (today: string, a: number, b: number, changedOn = '2026-07-10', tolerance = 0) => ({
  now: at(today),
  today,
  tolerance,
  owed: { a: { open: a, changedOn }, b: { open: b, changedOn } },
});

describe('what the ledger and the clock mean for an entry in the register', () => {
  const table: readonly [
    name: string,
    given: readonly ListingEvent[],
    when: ReturnType<typeof owing>,
    then: readonly ListingEvent[],
  ][] = [
    ['nothing changed', ACTIVE, owing('2026-07-10', 100_00, 200_00), []],
    [
      'all paid: removed within 14 days of the payment (art. 29)',
      ACTIVE,
      owing('2026-07-12', 0, 0),
      [arose('remove', '2026-07-10', '2026-07-24'), asked('remove')],
    ],
    [
      'one paid: updated',
      ACTIVE,
      owing('2026-07-12', 0, 200_00),
      [arose('update', '2026-07-10', '2026-07-24'), asked('update')],
    ],
    [
      'a correction takes a part away: updated',
      ACTIVE,
      owing('2026-07-12', 100_00, 150_00),
      [arose('update', '2026-07-10', '2026-07-24'), asked('update')],
    ],
    [
      'what is left lies within the tolerance: removed',
      ACTIVE,
      owing('2026-07-12', 2_00, 4_00, '2026-07-10', 5_00),
      [arose('remove', '2026-07-10', '2026-07-24'), asked('remove')],
    ],
    [
      'paid before the register answered: the duty exists all the same',
      [ordered, orderSent],
      owing('2026-07-12', 0, 0),
      [arose('remove', '2026-07-10', '2026-07-24'), asked('remove')],
    ],
    ['paid before the order left: nothing was listed', [ordered], owing('2026-07-12', 0, 0), []],
    [
      'paid after the removal',
      [...ACTIVE, arose('remove', '2026-07-10', '2026-07-24'), { kind: 'dutyDone', duty: 'remove', on: '2026-07-13' }],
      owing('2026-07-20', 0, 0),
      [],
    ],
    [
      'the register refused the order, and all was paid since: given up',
      [ordered, orderSent, { kind: 'rejected', reason: 'x', on: '2026-07-02' }],
      owing('2026-07-20', 0, 0),
      [{ kind: 'abandoned', reason: 'paid' }],
    ],
    [
      'the register refused the order: a person is asked to correct it',
      [ordered, orderSent, { kind: 'rejected', reason: 'x', on: '2026-07-02' }],
      owing('2026-07-20', 100_00, 200_00),
      [{ kind: 'correctionAsked', of: 'order', reason: 'x' }],
    ],
    [
      'the register refused the order: asked once',
      [
        ordered,
        orderSent,
        { kind: 'rejected', reason: 'x', on: '2026-07-02' },
        { kind: 'correctionAsked', of: 'order', reason: 'x' },
      ],
      owing('2026-07-20', 100_00, 200_00),
      [],
    ],
    [
      'the corrected order was refused again, for the same reason: asked again',
      [
        ordered,
        orderSent,
        { kind: 'rejected', reason: 'x', on: '2026-07-02' },
        { kind: 'correctionAsked', of: 'order', reason: 'x' },
        { kind: 'corrected', of: 'order' },
        { ...orderSent, reference: 'job-2' },
        { kind: 'rejected', reason: 'x', on: '2026-07-09' },
      ],
      owing('2026-07-20', 100_00, 200_00),
      [{ kind: 'correctionAsked', of: 'order', reason: 'x' }],
    ],
    [
      'the register refused the removal late: a person is asked, and it is tried again tomorrow',
      [
        ...ACTIVE,
        arose('remove', '2026-07-10', '2026-07-24'),
        asked('remove'),
        { kind: 'dutyLeaving', targets: { a: 0, b: 0 } },
        { kind: 'dutySent', duty: 'remove', job: 'job-9', on: '2026-07-12' },
        { kind: 'dutyFailed', reason: 'no', retryAt: at('2026-07-14'), on: '2026-07-13', refused: true },
      ],
      owing('2026-07-13', 0, 0),
      [{ kind: 'correctionAsked', of: 'remove', reason: 'no' }],
    ],
    [
      'corrected by a person: the removal goes out again at once',
      [
        ...ACTIVE,
        arose('remove', '2026-07-10', '2026-07-24'),
        asked('remove'),
        { kind: 'dutyFailed', reason: 'no', retryAt: at('2026-07-14'), on: '2026-07-13', refused: true },
        { kind: 'correctionAsked', of: 'remove', reason: 'no' },
        { kind: 'corrected', of: 'remove' },
      ],
      owing('2026-07-13', 0, 0),
      [asked('remove')],
    ],
    [
      'a removal that waits for its answer is not asked for again',
      [
        ...ACTIVE,
        arose('remove', '2026-07-10', '2026-07-24'),
        asked('remove'),
        { kind: 'dutyLeaving', targets: { a: 0, b: 0 } },
        { kind: 'dutySent', duty: 'remove', job: 'job-9', on: '2026-07-12' },
      ],
      owing('2026-07-13', 0, 0),
      [],
    ],
    [
      'the rest is paid while an update waits: it becomes a removal, the term stays',
      [...ACTIVE, arose('update', '2026-07-10', '2026-07-24'), asked('update')],
      owing('2026-07-20', 0, 0, '2026-07-19'),
      [{ kind: 'dutyChanged', duty: 'remove' }],
    ],
    [
      'the payment is taken back before anything was sent',
      [...ACTIVE, arose('remove', '2026-07-10', '2026-07-24'), asked('remove')],
      owing('2026-07-20', 100_00, 200_00, '2026-07-19'),
      [{ kind: 'dutyLifted' }],
    ],
    [
      'more is owed than was listed: only what was demanded stays listed',
      ACTIVE,
      owing('2026-07-12', 180_00, 200_00),
      [],
    ],
    [
      'an attempt failed: asked again after its pause',
      [
        ...ACTIVE,
        arose('remove', '2026-07-10', '2026-07-24'),
        asked('remove'),
        { kind: 'dutyFailed', reason: 'x', retryAt: at('2026-07-13'), on: '2026-07-12', refused: false },
      ],
      owing('2026-07-13', 0, 0),
      [asked('remove')],
    ],
    [
      'an attempt failed: not before its pause is over',
      [
        ...ACTIVE,
        arose('remove', '2026-07-10', '2026-07-24'),
        asked('remove'),
        { kind: 'dutyFailed', reason: 'x', retryAt: at('2026-07-14'), on: '2026-07-12', refused: false },
      ],
      owing('2026-07-13', 0, 0),
      [],
    ],
    [
      'the last day has passed',
      [...ACTIVE, arose('remove', '2026-07-10', '2026-07-24'), asked('remove')],
      owing('2026-07-25', 0, 0),
      [{ kind: 'dutyOverdue', by: '2026-07-24' }],
    ],
    [
      'on the last day it is not overdue',
      [...ACTIVE, arose('remove', '2026-07-10', '2026-07-24'), asked('remove')],
      owing('2026-07-24', 0, 0),
      [],
    ],
    [
      'what is under way is not judged before its outcome',
      [
        ...ACTIVE,
        arose('update', '2026-07-10', '2026-07-24'),
        asked('update'),
        { kind: 'dutyLeaving', targets: { a: 0, b: 200_00 } },
      ],
      owing('2026-07-12', 0, 0),
      [],
    ],
    [
      'a second payment after the update was done: a new duty',
      [
        ...ACTIVE,
        arose('update', '2026-07-10', '2026-07-24'),
        asked('update'),
        { kind: 'dutyLeaving', targets: { a: 0, b: 200_00 } },
        { kind: 'dutyDone', duty: 'update', on: '2026-07-11' },
      ],
      owing('2026-08-01', 0, 0, '2026-07-30'),
      [arose('remove', '2026-07-30', '2026-08-13'), asked('remove')],
    ],
  ];
  for (const [name, history, facts, then] of table) {
    it(name, () => assert.deepEqual(reviewListing(given(...history), facts), then));
  }
});

describe('the states of an entry', () => {
  const states: readonly [readonly ListingEvent[], Listing['state']][] = [
    [[ordered], 'planned'],
    [[ordered, orderSent], 'sent'],
    [ACTIVE, 'active'],
    [[ordered, orderSent, arose('remove', '2026-07-01', '2026-07-15'), accepted], 'updateDue'],
    [[...ACTIVE, arose('update', '2026-07-01', '2026-07-15')], 'updateDue'],
    [[...ACTIVE, arose('update', '2026-07-01', '2026-07-15'), { kind: 'dutyDone', duty: 'update', on: 'x' }], 'active'],
    [
      [...ACTIVE, arose('remove', '2026-07-01', '2026-07-15'), { kind: 'dutyDone', duty: 'remove', on: 'x' }],
      'removed',
    ],
    [[ordered, { kind: 'orderFailed', reason: 'x' }], 'abandoned'],
    [[ordered, orderSent, { kind: 'rejected', reason: 'x', on: 'x' }], 'rejected'],
    [[ordered, orderSent, { kind: 'rejected', reason: 'x', on: 'x' }, orderSent], 'sent'],
    [[ordered, orderSent, { kind: 'rejected', reason: 'x', on: 'x' }, orderSent, accepted], 'active'],
  ];
  for (const [history, state] of states) {
    it(`${history.map(({ kind }) => kind).join(', ')}: ${state}`, () => assert.equal(given(...history).state, state));
  }

  it('wakes at the end of the last day, and at the next attempt', () => {
    const end = (day: string) => Date.parse(`${day}T22:00:00Z`);
    const due = given(...ACTIVE, arose('remove', '2026-07-10', '2026-07-24'), asked('remove'));
    assert.equal(listingDue(due, end), end('2026-07-24'));
    const failed = evolveListing(due, {
      kind: 'dutyFailed',
      reason: 'x',
      retryAt: 5,
      on: '2026-07-12',
      refused: false,
    });
    assert.equal(listingDue(failed, end), 5);
    assert.equal(listingDue(given(...ACTIVE), end), null);
  });
});
