import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ActDecision, type DueAct, planActs, type PlanInput } from '../src/index.ts';
import { CLEAN_LEDGER, contact, DAY, demand, MINUTE, situation, warsaw, WEDNESDAY } from './given.ts';

describe('joining', () => {
  it('makes one mail of three demands of a debtor, the first due in front', () => {
    const acts = [demand('b'), demand('a', { dueAt: WEDNESDAY - 9 * MINUTE }), demand('c')];
    const { bundles, decisions } = planActs(situation(acts));
    assert.deepEqual(bundles, [
      { creditor: 'creditor-1', debtor: 'debtor-1', channel: 'email', kind: 'demand', acts: ['a', 'b', 'c'] },
    ]);
    assert.deepEqual(
      decisions.map(({ act, decision }) => [act, decision]),
      ['b', 'a', 'c'].map((act) => [act, { kind: 'bundle', bundle: 0 }]),
    );
  });

  it('waits the joining delay from the first due act, for all that joined it', () => {
    const acts = [demand('a', { dueAt: WEDNESDAY - 40_000 }), demand('b', { dueAt: WEDNESDAY })];
    const { bundles, decisions, wakeAt } = planActs(situation(acts));
    const until = WEDNESDAY + 20_000;
    assert.deepEqual(bundles, []);
    assert.deepEqual(decisions[1]?.decision, { kind: 'wait', until, reason: 'joining' });
    assert.equal(wakeAt, until);
    assert.deepEqual(planActs(situation(acts, { now: until })).bundles[0]?.acts, ['a', 'b']);
  });

  it('keeps creditors, channels, kinds and acts that stand alone apart', () => {
    const acts = [
      demand('a', { kind: 'duty' }),
      demand('b', { kind: 'duty', creditor: 'creditor-2' }),
      demand('c', { kind: 'duty', channel: 'letter' }),
      demand('d', { kind: 'duty', joins: 'alone' }),
      demand('e', { kind: 'duty' }),
      demand('f', { kind: 'internal' }),
    ];
    const { bundles } = planActs(situation(acts));
    assert.deepEqual(
      bundles.map((bundle) => bundle.acts),
      [['a', 'e'], ['b'], ['c'], ['d'], ['f']],
    );
  });

  describe('approvals of one debtor and creditor', () => {
    const approval = (id: string, dueAt: number) =>
      demand(id, { kind: 'internal', channel: 'approval', form: 'list-in-krd', dueAt });
    const midnight = warsaw('2026-11-25T00:00');
    const morning = warsaw('2026-11-25T08:00');
    const ids = ['a', 'b', 'c', 'd'];

    it('given four that fall due in one night, when the day begins, then one item asks for all', () => {
      const acts = ids.map((id, index) => approval(id, midnight + index * 30 * MINUTE));
      const night = planActs(situation(acts, { now: midnight + 2 * 60 * MINUTE }));
      assert.deepEqual([night.bundles, night.wakeAt], [[], morning]);
      const { bundles } = planActs(situation(acts, { now: morning }));
      assert.deepEqual(
        bundles.map(({ acts: members }) => members),
        [ids],
      );
    });

    it('given a Saturday, when it is not over, then they wait for Monday', () => {
      const saturday = warsaw('2026-11-28T10:00');
      const { wakeAt } = planActs(situation([approval('a', saturday)], { now: saturday }));
      assert.equal(wakeAt, warsaw('2026-11-30T08:00'));
    });

    it('given one in working hours, when the joining delay has passed, then it is asked for', () => {
      const acts = [approval('a', WEDNESDAY)];
      assert.equal(planActs(situation(acts)).wakeAt, WEDNESDAY + MINUTE);
      assert.equal(planActs(situation(acts, { now: WEDNESDAY + MINUTE })).bundles.length, 1);
    });

    it('given a procedure in which nothing joins, when one is due, then it is asked for at once', () => {
      const acts = [{ ...approval('a', midnight), joins: 'alone' as const }];
      assert.equal(planActs(situation(acts, { now: midnight })).bundles.length, 1);
    });
  });

  it('keeps letters of another form apart: a reminder says nothing of a warning', () => {
    const letter = { channel: 'letter', kind: 'duty' } as const;
    const acts = [
      demand('a', { ...letter, form: 'reminder' }),
      demand('b', { ...letter, form: 'warning' }),
      demand('c', { ...letter, form: 'warning' }),
    ];
    assert.deepEqual(
      planActs(situation(acts)).bundles.map((bundle) => bundle.acts),
      [['a'], ['b', 'c']],
    );
  });

  it('a statutory letter waits for no cap and counts against none', () => {
    const letter = demand('a', { channel: 'letter', form: 'warning', statutory: true });
    const mail = demand('b', { dueAt: WEDNESDAY - 4 * MINUTE });
    const used = planActs(situation([letter], { contacts: [contact(WEDNESDAY - 60 * MINUTE)] }));
    assert.equal(used.bundles.length, 1);
    assert.equal(planActs(situation([letter, mail])).bundles.length, 2);
  });

  it('lets a paid invoice leave and goes on with the rest', () => {
    const ledger = { ...CLEAN_LEDGER, invoices: { 'invoice-of-b': { kind: 'paid' as const } } };
    const { bundles, decisions } = planActs(situation([demand('a'), demand('b'), demand('c')], { ledger }));
    assert.deepEqual(bundles[0]?.acts, ['a', 'c']);
    assert.deepEqual(decisions[1]?.decision, { kind: 'notNeeded', reason: 'paid' });
  });
});

describe('one act', () => {
  const hold = warsaw('2026-11-28T00:00');
  const table: [name: string, input: PlanInput, expected: ActDecision][] = [
    ['not yet due', one({ dueAt: WEDNESDAY + DAY }), { kind: 'wait', until: WEDNESDAY + DAY, reason: 'notDue' }],
    ['sending is off', one({}, { sendingEnabled: false }), { kind: 'wait', until: null, reason: 'sendingOff' }],
    [
      'a duty obeys the switch',
      one({ kind: 'duty' }, { sendingEnabled: false }),
      { kind: 'wait', until: null, reason: 'sendingOff' },
    ],
    [
      'work in the house does not',
      one({ kind: 'internal', channel: 'task' }, { sendingEnabled: false }),
      { kind: 'bundle', bundle: 0 },
    ],
    ['a task of a demand does not', one({ channel: 'task' }, { sendingEnabled: false }), { kind: 'bundle', bundle: 0 }],
    ['held to a day', one({}, standing({ kind: 'held', until: hold })), { kind: 'wait', until: hold, reason: 'held' }],
    [
      'held without an end',
      one({}, standing({ kind: 'held', until: null })),
      { kind: 'wait', until: null, reason: 'held' },
    ],
    ['a hold that has ended', one({}, standing({ kind: 'held', until: WEDNESDAY })), { kind: 'bundle', bundle: 0 }],
    ['disputed', one({}, standing({ kind: 'disputed' })), { kind: 'wait', until: null, reason: 'disputed' }],
    ['time-barred', one({}, standing({ kind: 'timeBarred' })), { kind: 'refused', reason: 'timeBarred' }],
    [
      'insolvent',
      one({}, { ledger: { ...CLEAN_LEDGER, debtorInsolvent: true } }),
      { kind: 'refused', reason: 'insolvent' },
    ],
    [
      'a reminder, another invoice at court',
      one({ soft: true }, { ledger: { ...CLEAN_LEDGER, formal: ['another'] } }),
      { kind: 'refused', reason: 'formalElsewhere' },
    ],
    [
      'a call, another invoice at court',
      one({ channel: 'call' }, { ledger: { ...CLEAN_LEDGER, formal: ['another'] } }),
      { kind: 'bundle', bundle: 0 },
    ],
    [
      'a reminder about the invoice at court itself',
      one({ soft: true, invoices: ['mine'] }, { ledger: { ...CLEAN_LEDGER, formal: ['another', 'mine'] } }),
      { kind: 'bundle', bundle: 0 },
    ],
    [
      'bank data of the day before yesterday',
      one({}, known('2026-11-23')),
      { kind: 'wait', until: null, reason: 'paymentsNotKnown' },
    ],
    ['bank data of yesterday', one({}, known('2026-11-24')), { kind: 'bundle', bundle: 0 }],
    [
      'a duty about a held debt',
      one({ kind: 'duty' }, standing({ kind: 'held', until: null })),
      { kind: 'bundle', bundle: 0 },
    ],
    ['a duty about a paid debt', one({ kind: 'duty' }, standing({ kind: 'paid' })), { kind: 'bundle', bundle: 0 }],
    ['a duty just wished', one({ kind: 'duty', dueAt: WEDNESDAY }), { kind: 'bundle', bundle: 0 }],
    [
      'at night',
      one({}, at('2026-11-25T22:00')),
      { kind: 'wait', until: warsaw('2026-11-26T08:00'), reason: 'outsideWindow' },
    ],
    [
      'at the closing minute',
      one({}, at('2026-11-25T20:00')),
      { kind: 'wait', until: warsaw('2026-11-26T08:00'), reason: 'outsideWindow' },
    ],
    ['at the opening minute', one({}, at('2026-11-26T08:00')), { kind: 'bundle', bundle: 0 }],
    [
      'on Friday night',
      one({}, at('2026-11-27T21:00')),
      { kind: 'wait', until: warsaw('2026-11-30T08:00'), reason: 'outsideWindow' },
    ],
    [
      'on Christmas Eve',
      one({}, at('2026-12-24T10:00')),
      { kind: 'wait', until: warsaw('2026-12-28T08:00'), reason: 'outsideWindow' },
    ],
    ['a duty at night', one({ kind: 'duty' }, at('2026-11-25T22:00')), { kind: 'bundle', bundle: 0 }],
    [
      'a KRD order at night approaches nobody',
      one({ channel: 'krd' }, at('2026-11-25T22:00')),
      { kind: 'bundle', bundle: 0 },
    ],
    [
      'a contact earlier today',
      one({}, had(warsaw('2026-11-25T08:05'))),
      { kind: 'wait', until: warsaw('2026-11-26T08:00'), reason: 'dailyCap' },
    ],
    ['a contact yesterday', one({}, had(warsaw('2026-11-24T19:59'))), { kind: 'bundle', bundle: 0 }],
    [
      'a duty today does not count',
      one({}, { contacts: [contact(WEDNESDAY, { kind: 'duty' })] }),
      { kind: 'bundle', bundle: 0 },
    ],
    ['a duty despite the caps', one({ kind: 'duty' }, had(WEDNESDAY)), { kind: 'bundle', bundle: 0 }],
    [
      'three contacts in the last seven days',
      one({}, had(warsaw('2026-11-20T09:00'), warsaw('2026-11-23T09:00'), warsaw('2026-11-24T09:00'))),
      { kind: 'wait', until: warsaw('2026-11-27T08:00'), reason: 'weeklyCap' },
    ],
    [
      'the third last contact is seven days old',
      one({}, had(warsaw('2026-11-18T09:00'), warsaw('2026-11-23T09:00'), warsaw('2026-11-24T09:00'))),
      { kind: 'bundle', bundle: 0 },
    ],
    [
      'the cap ends on a Saturday',
      one({}, had(warsaw('2026-11-21T09:00'), warsaw('2026-11-23T09:00'), warsaw('2026-11-24T09:00'))),
      { kind: 'wait', until: warsaw('2026-11-30T08:00'), reason: 'weeklyCap' },
    ],
  ];
  for (const [name, input, expected] of table) {
    it(`${name}: ${expected.kind}${'reason' in expected ? ` (${expected.reason})` : ''}`, () => {
      assert.deepEqual(planActs(input).decisions[0]?.decision, expected);
    });
  }
});

describe('several invoices in one act', () => {
  it('goes out for the open one while another is held', () => {
    const acts = [demand('a', { invoices: ['1', '2'] })];
    const ledger = { ...CLEAN_LEDGER, invoices: { '1': { kind: 'held' as const, until: null } } };
    assert.equal(planActs(situation(acts, { ledger })).decisions[0]?.decision.kind, 'bundle');
  });

  it('waits for the held one when the others are paid or time-barred', () => {
    const acts = [demand('a', { invoices: ['1', '2', '3'] })];
    const invoices = {
      '1': { kind: 'held' as const, until: WEDNESDAY + DAY },
      '2': { kind: 'paid' as const },
      '3': { kind: 'timeBarred' as const },
    };
    assert.deepEqual(planActs(situation(acts, { ledger: { ...CLEAN_LEDGER, invoices } })).decisions[0]?.decision, {
      kind: 'wait',
      until: WEDNESDAY + DAY,
      reason: 'held',
    });
  });
});

describe('caps within one planning', () => {
  it('gives the one contact of the day to what was due first; duties go out beside it', () => {
    const acts = [
      demand('call', { channel: 'call' }),
      demand('mail', { dueAt: WEDNESDAY - DAY }),
      demand('duty', { kind: 'duty', channel: 'letter' }),
    ];
    const { bundles, decisions, wakeAt } = planActs(situation(acts));
    assert.deepEqual(
      bundles.map(({ acts: [first] }) => first),
      ['mail', 'duty'],
    );
    assert.deepEqual(decisions[0]?.decision, { kind: 'wait', until: warsaw('2026-11-26T08:00'), reason: 'dailyCap' });
    assert.equal(wakeAt, warsaw('2026-11-26T08:00'));
  });

  it('keeps windows open across the change of the clocks', () => {
    const now = warsaw('2026-03-27T20:30');
    const { decisions } = planActs(situation([demand('a', { dueAt: now - DAY })], { now }));
    assert.deepEqual(decisions[0]?.decision, {
      kind: 'wait',
      until: warsaw('2026-03-30T08:00', 'summer'),
      reason: 'outsideWindow',
    });
  });

  it('never exceeds the caps, and waking at its own instants gets everything out', () => {
    const seeds = fc.array(
      fc.record({ after: fc.nat(10 * 24 * 60), channel: fc.constantFrom('email', 'sms', 'call') }),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(seeds, (wishes) => {
        const start = WEDNESDAY;
        let open: DueAct[] = wishes.map(({ after, channel }, index) =>
          demand(`act-${index}`, { channel, joins: 'alone', dueAt: start + after * MINUTE }),
        );
        const contacts: ReturnType<typeof contact>[] = [];
        let now = start;
        for (let rounds = 0; open.length > 0; rounds += 1) {
          assert.ok(rounds < 200, 'Expected the planning to end');
          const plan = planActs(situation(open, { now, contacts }));
          for (const bundle of plan.bundles) contacts.push(contact(now, { channel: bundle.channel }));
          const gone = new Set(plan.bundles.flatMap(({ acts }) => acts));
          open = open.filter(({ id }) => !gone.has(id));
          if (plan.wakeAt === null) continue;
          assert.ok(plan.wakeAt > now, 'Expected a later instant');
          now = plan.wakeAt;
        }
        const days = contacts.map(({ at: made }) => Math.floor((made + 3_600_000) / DAY)).sort((a, b) => a - b);
        assert.equal(new Set(days).size, days.length, 'Expected one contact a day');
        for (let i = 3; i < days.length; i += 1)
          assert.ok((days[i] ?? 0) - (days[i - 3] ?? 0) >= 7, 'Expected three a week');
      }),
      { numRuns: 100 },
    );
  });
});

function one(act: Partial<DueAct>, changes: Partial<PlanInput> = {}): PlanInput {
  return situation([demand('a', act)], changes);
}

function standing(invoice: PlanInput['ledger']['invoices'][string]): Partial<PlanInput> {
  return { ledger: { ...CLEAN_LEDGER, invoices: { 'invoice-of-a': invoice } } };
}

function known(paymentsKnownThrough: string): Partial<PlanInput> {
  return { ledger: { ...CLEAN_LEDGER, paymentsKnownThrough } };
}

function at(local: string): Partial<PlanInput> {
  return { now: warsaw(local) };
}

function had(...instants: number[]): Partial<PlanInput> {
  return { contacts: instants.map((instant) => contact(instant)) };
}
