import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  begin,
  commit,
  DAY,
  deployed,
  newCase,
  NOON,
  processOf,
  take,
  testStore,
  type TestStore,
} from './test-store.ts';

const at = await testStore('outbox');
const { store } = at;
await deployed(at, processOf('p'));

/** Everything that is under way is brought home, so that a test sees its own rows only. */
async function drain(): Promise<void> {
  for (let rows = await take(at); rows.length > 0; rows = await take(at)) {
    for (const row of rows) await store.outbox.closed(row.id);
  }
}

test('a new case is a row that starts it, gone once the case has logged its start', async () => {
  await drain();
  const caseId = await newCase(at, 'p');
  const [row, ...more] = await take(at);
  assert.deepEqual(more, []);
  assert.ok(row?.kind === 'startCase');
  assert.deepEqual([row.caseId, row.processId, row.at, row.attempt], [caseId, 'p', NOON, 1]);
  assert.equal((await store.cases.read(caseId)).status, 'starting');
  await begin(at, caseId);
  assert.equal((await store.cases.read(caseId)).status, 'active');
  await store.outbox.failed(row.id, 'late word of the relay');
  assert.deepEqual(await take(at), []);
});

test('rows of a case go one by one in order, cases side by side', async () => {
  await drain();
  const [a = '', b = ''] = await Promise.all([newCase(at, 'p'), newCase(at, 'p')]);
  await begin(at, a);
  await begin(at, b);
  const ids = new Map<string, string[]>();
  for (const caseId of [a, a, b, a]) {
    const id = await store.cases.enqueue(caseId, { kind: 'setVariables', variables: { n: 1 } });
    ids.set(caseId, [...(ids.get(caseId) ?? []), id]);
  }
  assert.deepEqual(
    (await take(at)).map((row) => row.id),
    [ids.get(a)?.[0], ids.get(b)?.[0]],
  );
  assert.deepEqual(await take(at), []);
  await store.outbox.delivered(ids.get(a)?.[0] ?? '');
  assert.deepEqual(
    (await take(at)).map((row) => row.id),
    [ids.get(a)?.[1]],
  );
  await store.outbox.refused(ids.get(a)?.[1] ?? '', { code: 'noSuchScope', message: 'Expected a scope.' });
  const refused = await store.outbox.refusedCommands(a);
  assert.deepEqual(
    refused.map(({ id, commandKind, rejection }) => [id, commandKind, rejection?.code]),
    [[ids.get(a)?.[1], 'setVariables', 'noSuchScope']],
  );
  assert.deepEqual(
    (await take(at)).map((row) => row.id),
    [ids.get(a)?.[2]],
  );
});

test('rows that failed before take no more than their share, those whose turn is longest ago first', async () => {
  await drain();
  for (let n = 0; n < 6; n += 1) await newCase(at, 'p');
  const stuck = await store.outbox.takePending(6);
  for (const row of stuck) await store.outbox.failed(row.id, 'stands still', row.attempt);
  const fresh = [await newCase(at, 'p'), await newCase(at, 'p')];
  await at.query(`UPDATE outbox SET next_attempt_at = now() WHERE status = 'pending'`);
  const taken = await store.outbox.takePending(4, { repeats: 2, leaseMs: 60_000 });
  assert.deepEqual(taken.map(({ attempt }) => attempt).sort(), [1, 1, 2, 2]);
  assert.deepEqual(
    taken.flatMap((row) => (row.kind === 'startCase' && row.attempt === 1 ? [row.caseId] : [])),
    fresh,
  );
  assert.equal((await store.outbox.takePending(4, { repeats: 0 })).length, 0);
  const rest = await store.outbox.takePending(10);
  assert.equal(rest.length, 4);
  for (const { id } of [...taken, ...rest]) await store.outbox.closed(id);
});

test('a failed row comes back after its back-off, a dead relay gives its rows back after the lease', async () => {
  await drain();
  const caseId = await newCase(at, 'p');
  const [first] = await store.outbox.takePending(10);
  assert.ok(first);
  await store.outbox.failed(first.id, 'no connection', first.attempt);
  const second = await until(async () => (await store.outbox.takePending(10, { leaseMs: 100 }))[0]);
  assert.deepEqual([second.id, second.attempt], [first.id, 2]);
  const third = await until(async () => (await store.outbox.takePending(10, { leaseMs: 60_000 }))[0]);
  assert.deepEqual([third.id, third.attempt], [first.id, 3]);
  await store.outbox.failed(first.id, 'late word of the dead relay', 2);
  assert.deepEqual(await take(at), []);
  await begin(at, caseId);
});

test('a logged command stays until the workflow has answered; a case that ended since has had it', async () => {
  await drain();
  const caseId = await newCase(at, 'p');
  await begin(at, caseId);
  const id = await store.cases.enqueue(caseId, { kind: 'timeDue' });
  const later = await store.cases.enqueue(caseId, { kind: 'timeDue' });
  const [first] = await store.outbox.takePending(10, { leaseMs: 100 });
  assert.equal(first?.id, id);
  await commit(at, caseId, [], { commandId: id });
  const again = await until(async () => (await store.outbox.takePending(10))[0]);
  assert.deepEqual([again.id, again.kind === 'command' && again.command], [id, { kind: 'timeDue' }]);
  await store.outbox.closed(id);
  assert.deepEqual(await store.outbox.refusedCommands(caseId), []);
  assert.deepEqual(
    (await take(at)).map((row) => row.id),
    [later],
  );
});

test('many relays at once: no row twice, at most one of a case, order kept', async () => {
  await drain();
  const cases = await Promise.all(Array.from({ length: 8 }, () => newCase(at, 'p')));
  for (const caseId of cases) await begin(at, caseId);
  const sent = new Map<string, string[]>(cases.map((caseId) => [caseId, []]));
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(
      cases.map(async (caseId) => sent.get(caseId)?.push(await store.cases.enqueue(caseId, { kind: 'timeDue' }))),
    );
  }
  const seen = new Map<string, string[]>(cases.map((caseId) => [caseId, []]));
  const underWay = new Set<string>();
  let arrived = 0;
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (arrived < 40) {
        for (const row of await store.outbox.takePending(3)) {
          assert.ok(row.kind === 'command' && !underWay.has(row.caseId));
          underWay.add(row.caseId);
          seen.get(row.caseId)?.push(row.id);
          underWay.delete(row.caseId);
          await store.outbox.delivered(row.id);
          arrived += 1;
        }
      }
    }),
  );
  assert.deepEqual(seen, sent);
});

test('a listener hears of rows that another store wrote', async () => {
  await drain();
  let heard = () => {};
  const bell = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const listener = await store.outbox.listen(() => heard());
  await newCase(at, 'p');
  await bell;
  await listener.close();
});

test('a listener that is closed while it connects again leaves no connection behind', async () => {
  const connected = async () => {
    const rows = await at.query(`SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'krok outbox bell'`);
    return rows.length;
  };
  for (let round = 0; round < 3; round += 1) {
    const listener = await store.outbox.listen(() => {});
    await at.query(`SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'krok outbox bell'`);
    // The server knows of the new connection before the listener does.
    await until(async () => ((await connected()) > 0 ? true : undefined));
    await listener.close();
    await until(async () => ((await connected()) === 0 ? true : undefined));
  }
});

test('connections that the server ends, at rest and at work: the store and its listener go on', async (context) => {
  await drain();
  let heard = 0;
  const listener = await store.outbox.listen(() => {
    heard += 1;
  });
  context.after(() => listener.close());
  const caseId = await newCase(at, 'p');
  await begin(at, caseId);
  const end = () =>
    at.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`);
  const work = Promise.allSettled(Array.from({ length: 60 }, () => store.cases.enqueue(caseId, { kind: 'timeDue' })));
  for (let round = 0; round < 5; round += 1) await end().catch(() => {});
  const done = (await work).filter((each) => each.status === 'fulfilled').length;
  await end().catch(() => {});
  const before = heard;
  await until(async () => {
    await store.cases.enqueue(caseId, { kind: 'timeDue' }).catch(() => {});
    return heard > before ? true : undefined;
  });
  const pending = await at.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM outbox WHERE case_id = $1 AND status = 'pending'`,
    [caseId],
  );
  // The bell that rang may be that of the connection that came back, before any further row was written.
  assert.ok((pending[0]?.count ?? 0) >= done, `${pending[0]?.count} rows of ${done} that were written`);
});

test('one open root case of a subject; the next when it has ended', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => newCase(at, 'p', { subject: 'INV-1' })));
  const made = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  assert.equal(made.length, 1);
  for (const answer of answers) {
    if (answer.status === 'rejected') {
      assert.equal(answer.reason.code, 'SUBJECT_HAS_OPEN_CASE');
      assert.equal(answer.reason.details.caseId, made[0]);
    }
  }
  const caseId = made[0] ?? '';
  await begin(at, caseId, [{ kind: 'instanceCompleted', variables: {} }]);
  await assert.rejects(store.cases.enqueue(caseId, { kind: 'timeDue' }), { code: 'CASE_CLOSED' });
  await newCase(at, 'p', { subject: 'INV-1' });
});

test('advancing a manual clock wakes what is due, with the instant it was advanced to', async () => {
  const own = await ownOrganisation();
  const [early = '', late = '', idle = ''] = [
    await newCase(own, 'p'),
    await newCase(own, 'p'),
    await newCase(own, 'p'),
  ];
  for (const caseId of [early, late, idle]) await begin(own, caseId);
  await commit(own, early, [], { nextDue: NOON + DAY });
  await commit(own, late, [], { nextDue: NOON + 2 * DAY });
  assert.equal(await store.clock.nextDue(own.organisationId), NOON + DAY);
  assert.equal((await store.clock.atRest(own.organisationId)).atRest, true);
  await assert.rejects(store.clock.advance(own.organisationId, NOON - 1), { code: 'CLOCK_BACKWARDS' });

  assert.deepEqual(await store.clock.advance(own.organisationId, NOON + DAY), { cases: 1, desks: 0 });
  assert.equal((await store.clock.atRest(own.organisationId)).pendingOutbox, 1);
  const rows = (await take(own)).filter((row) => row.organisationId === own.organisationId);
  assert.deepEqual(
    rows.map((row) => row.kind === 'command' && [row.caseId, row.command, row.at]),
    [[early, { kind: 'timeDue' }, NOON + DAY]],
  );
  await commit(own, early, [], { commandId: rows[0]?.id ?? '', now: NOON + DAY });
  await store.outbox.delivered(rows[0]?.id ?? '');
  assert.equal((await store.clock.atRest(own.organisationId)).atRest, true);
  assert.equal(await store.clock.nextDue(own.organisationId), NOON + 2 * DAY);
});

test('what falls due by a commit that was behind the clock is woken by that commit', async () => {
  const own = await ownOrganisation();
  const caseId = await newCase(own, 'p');
  await begin(own, caseId);
  await store.clock.advance(own.organisationId, NOON + DAY);
  await commit(own, caseId, [], { nextDue: NOON + 1_000 });
  const rows = (await take(own)).filter((row) => row.organisationId === own.organisationId);
  assert.deepEqual(
    rows.map((row) => row.kind === 'command' && [row.command.kind, row.at]),
    [['timeDue', NOON + DAY]],
  );
  await commit(own, caseId, [], { nextDue: NOON + 1_000 });
  assert.equal((await store.clock.atRest(own.organisationId)).pendingOutbox, 1);
});

test('clock: no way back, only a manual one is advanced, another mode goes on from its present', async () => {
  const own = await ownOrganisation();
  const { organisationId } = own;
  const real = Date.now();
  await store.clock.set(organisationId, { mode: 'factor', factor: 1_000, realAnchor: real, orgAnchor: NOON });
  assert.ok((await store.clock.read(organisationId)).now >= NOON);
  await assert.rejects(store.clock.advance(organisationId, NOON + 9 * DAY), { code: 'CLOCK_NOT_MANUAL' });
  await assert.rejects(store.clock.set(organisationId, { mode: 'manual', now: NOON - 1 }), { code: 'CLOCK_BACKWARDS' });
});

test('a new calendar reaches every open case once', async () => {
  const own = await ownOrganisation();
  const caseId = await newCase(own, 'p');
  await begin(own, caseId);
  const { calendar } = await store.organisations.read(own.organisationId);
  const changed = {
    ...calendar,
    version: `${calendar.version} and a bridge day`,
    holidays: [...calendar.holidays, '2026-07-03'],
  };
  await store.organisations.setCalendar(own.organisationId, changed);
  await store.organisations.setCalendar(own.organisationId, changed);
  const rows = (await take(own)).filter((row) => row.organisationId === own.organisationId);
  assert.deepEqual(
    rows.map((row) => row.kind === 'command' && row.command.kind),
    ['calendarChanged'],
  );
  const answer = await commit(own, caseId);
  assert.equal(answer.kind === 'committed' && answer.calendarVersion, changed.version);
  assert.deepEqual(await store.organisations.calendarOfCase(caseId), changed);
  assert.deepEqual(await store.organisations.calendarOfCase(caseId, calendar.version), calendar);
  await assert.rejects(store.organisations.calendarOfCase(caseId, 'nowhere'), { code: 'NO_SUCH_CALENDAR' });
});

async function ownOrganisation(): Promise<TestStore> {
  const { calendar } = await store.organisations.read(at.organisationId);
  const clock = { mode: 'manual', now: NOON } as const;
  const organisationId = await store.organisations.create({ name: 'Own', clock, zone: 'Europe/Warsaw', calendar });
  const own = { ...at, organisationId };
  await deployed(own, processOf('p'));
  return own;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
  }
}
