import assert from 'node:assert/strict';
import { it } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { DEFAULT_CONTACT_POLICY, planActs } from '@krok/receivables';
import type { Act, DeskView } from '@krok/store';
import { planInput } from '../src/acts/plan-input.ts';

/** Monday, 12 January 2026, 10:00 in Warsaw. */
const NOW = Date.UTC(2026, 0, 12, 9);

it('a notice before the due date never joins the reminder of an overdue procedure, a second reminder of that one does', () => {
  const acts = [wish('a', 'overdue'), wish('b', 'overdue'), wish('c', 'before-due')];
  const { bundles, decisions } = planActs(planInput(view(acts), NOW, DEFAULT_CONTACT_POLICY));
  assert.deepEqual(
    bundles.map((bundle) => bundle.acts),
    [['a', 'b']],
  );
  assert.deepEqual(decisions[2]?.decision.kind === 'wait' && decisions[2].decision.reason, 'dailyCap');
});

for (const [join, bundles] of [
  ['now', [['a', 'b']]],
  ['nextRound', [['a', 'b']]],
  ['alone', [['a'], ['b']]],
] as const) {
  it(`two calls of a procedure that is drawn with join = ${join}: ${bundles.length} to make`, () => {
    const acts = ['a', 'b'].map((id) => ({ ...wish(id, 'overdue', 'call'), properties: { join } }));
    const policy = { ...DEFAULT_CONTACT_POLICY, maxPerDay: 5 };
    const plan = planActs(planInput(view(acts), NOW, policy));
    assert.deepEqual(
      plan.bundles.map((bundle) => bundle.acts),
      bundles,
    );
  });
}

it('four invoices for KRD give one approval at eight, whoever is asked about the court is asked apart', () => {
  const midnight = NOW - 10 * 3_600_000;
  const asked = (id: string, approves: string, minutes: number): Act => ({
    ...wish(id, 'overdue', 'approval'),
    kind: 'internal',
    type: 'approve',
    headers: { approves },
    dueAt: midnight + minutes * 60_000,
  });
  const krd = ['a', 'b', 'c', 'd'].map((id, index) => asked(id, 'list-in-krd', index * 20));
  const acts = [...krd, asked('e', 'file-in-epu', 0)];
  const before = planActs(planInput(view(acts), midnight + 3_600_000, DEFAULT_CONTACT_POLICY));
  assert.deepEqual([before.bundles, before.wakeAt], [[], NOW - 2 * 3_600_000]);
  const { bundles } = planActs(planInput(view(acts), NOW, DEFAULT_CONTACT_POLICY));
  assert.deepEqual(
    bundles.map((bundle) => bundle.acts),
    [['a', 'b', 'c', 'd'], ['e']],
  );
});

it('one call is about the invoices of every procedure', () => {
  const acts = [wish('a', 'overdue', 'call'), wish('b', 'before-due', 'call')];
  const { bundles } = planActs(planInput(view(acts), NOW, DEFAULT_CONTACT_POLICY));
  assert.deepEqual(
    bundles.map((bundle) => bundle.acts),
    [['a', 'b']],
  );
});

it('reminders are soft, demands and calls are not, nor is what a procedure sends beside formal steps', () => {
  const soft = (of: Partial<Act>) =>
    planInput(view([{ ...wish('a', 'p'), ...of }]), NOW, DEFAULT_CONTACT_POLICY).acts[0]?.soft;
  const letter = { type: 'send-letter', channel: 'letter' } as const;
  assert.deepEqual(
    [
      soft({}),
      soft({ type: 'send-sms', channel: 'sms' }),
      soft(letter),
      soft({ ...letter, headers: { template: 'reminder' } }),
      soft({ ...letter, headers: { template: 'pre-court-demand' } }),
      soft({ type: 'send-demand-with-krd-warning', channel: 'letter' }),
      soft({ type: 'call-debtor', channel: 'call' }),
      soft({ properties: { besideFormal: 'remind' } }),
      soft({ properties: { besideFormal: 'wait' } }),
    ],
    [true, true, true, true, false, false, false, false, true],
  );
});

function view(acts: readonly Act[]): DeskView {
  return {
    deskKey: 'desk',
    organisationId: 'o',
    creditorId: 'c',
    debtorId: 'd',
    now: NOW,
    clock: { mode: 'manual', now: NOW },
    sendingEnabled: true,
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(2025, 2027),
    acts,
    planned: [],
    ledger: { invoices: {}, debtorInsolvent: false, formal: [], paymentsKnownThrough: null },
    contacts: [],
    policy: { version: 0, content: DEFAULT_CONTACT_POLICY, note: null, setBy: null, setAt: null },
  };
}

function wish(id: string, processId: string, channel: Act['channel'] = 'email'): Act {
  return {
    id,
    organisationId: 'o',
    creditorId: 'c',
    debtorId: 'd',
    caseId: id,
    subject: id,
    processId,
    executableHash: '',
    properties: {},
    deskKey: 'desk',
    source: { kind: 'job', id: '1' },
    attempt: 1,
    element: 1,
    type: channel === 'email' ? 'send-email' : 'call-debtor',
    retries: 3,
    channel,
    kind: 'demand',
    dueAt: NOW - 3_600_000,
    planAt: null,
    state: 'due',
    reason: null,
    policyVersion: null,
    bundleId: null,
    withdrawn: false,
    headers: {},
    variables: {},
    task: null,
  };
}
