import { byId } from '@krok/engine';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { CaseFile, CaseSummary, Repair, Repairable, RepairPreview, TimelinePage } from '@krok/contracts/schemas';
import { CallDesk } from './support/calls.ts';
import { type Asked, callAs } from './support/call-as.ts';
import { CaseDriver } from './support/drive-cases.ts';
import { repairProcedure } from './support/repair-procedure.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const day = 86_400_000;

describe('repairs of a case over the API', () => {
  let api: TestApi;
  let cases: CaseDriver;
  let started = 0;
  before(async () => {
    api = await testApi({ manualClockAt: Date.parse('2026-11-23T09:00:00Z') });
    cases = new CaseDriver(api.store);
    await call('administrator', 'POST', '/api/deployments', 201, { xml: repairProcedure });
  });
  after(() => api.close());

  const call = (...asked: Asked) => callAs(api, ...asked);
  async function startCase(amount: number): Promise<string> {
    started += 1;
    const businessKey = `FV/${started}`;
    const variables = { invoiceNumber: businessKey, amount };
    const { id } = await call('collector', 'POST', '/api/cases', 201, { processId: 'repair', businessKey, variables });
    await cases.settle();
    return id;
  }
  const line = (id: string): Promise<CaseSummary> => call('manager', 'GET', `/api/cases/${id}`, 200);
  const repairable = (id: string): Promise<Repairable> => call('manager', 'GET', `/api/cases/${id}/repairable`, 200);
  async function instanceAt(id: string, elementId: string): Promise<string> {
    const { instances } = await repairable(id);
    return instances.find((each) => each.elementId === elementId)?.instance ?? assert.fail(`nothing at ${elementId}`);
  }
  async function ask(
    id: string,
    path: string,
    more: object = {},
    status = 202,
  ): Promise<Repair & { code: string; refusal: string }> {
    const { head } = await line(id);
    const body = { key: randomUUID(), seen: head, reason: 'bo tak trzeba', ...more };
    return call('manager', 'POST', `/api/cases/${id}/${path}`, status, body);
  }
  async function done(id: string, path: string, more: object = {}): Promise<Repair> {
    const asked = await ask(id, path, more);
    assert.equal(asked.state, 'underWay');
    await cases.settle();
    const answer: Repair = await call('manager', 'GET', `/api/cases/${id}/repairs/${asked.id}`, 200);
    assert.equal(answer.state, 'done', JSON.stringify(answer));
    return answer;
  }
  const where = async (id: string): Promise<string[]> =>
    (await repairable(id)).instances.map(({ elementId }) => elementId).toSorted();
  async function passed(days: number): Promise<void> {
    const { now } = await api.store.clock.read(api.organisationId);
    await call('administrator', 'POST', '/api/clock/advance', 200, { to: new Date(now + days * day).toISOString() });
    await cases.settle();
  }
  async function command(id: string, commandOf: Parameters<CaseDriver['command']>[2]): Promise<void> {
    await cases.command(id, `test ${randomUUID()}`, commandOf);
    await cases.settle();
  }
  const jobOf = (id: string): string => Object.keys(byId(cases.state(id).jobs))[0] ?? assert.fail('no job');
  async function verified(id: string): Promise<void> {
    assert.equal((await call('auditor', 'GET', `/api/cases/${id}/verify`, 200)).ok, true);
  }
  async function told(id: string): Promise<(string | null)[][]> {
    const { entries }: TimelinePage = await call('manager', 'GET', `/api/cases/${id}/timeline`, 200);
    return entries.flatMap((entry) =>
      entry.kind === 'step' && entry.by === 'Osoba manager' ? [[entry.what, entry.title, entry.message]] : [],
    );
  }

  it('is for managers and administrators only, needs a reason, and a position that was seen', async () => {
    const id = await startCase(50);
    const { head } = await line(id);
    const body = { key: randomUUID(), seen: head, reason: 'x' };
    for (const role of ['collector', 'auditor', 'processOwner'] as const) {
      for (const path of [
        'suspension',
        'suspension/end',
        'moves',
        'timers/1',
        'steps/1/skip',
        'end',
        'repairs/preview',
      ]) {
        await call(role, 'POST', `/api/cases/${id}/${path}`, 403, body);
      }
      await call(role, 'GET', `/api/cases/${id}/repairable`, 403);
      await call(role, 'POST', '/api/incidents/repair', 403, {});
    }
    for (const wrong of [{ reason: undefined }, { reason: '  ' }, { key: 'mine' }, { seen: -1 }, { seen: undefined }]) {
      const { errors } = await call('manager', 'POST', `/api/cases/${id}/suspension`, 400, { ...body, ...wrong });
      assert.equal(errors[0].pointer, `/${Object.keys(wrong)[0]}`);
    }
    await call('administrator', 'POST', `/api/cases/${randomUUID()}/suspension`, 404, body);
    assert.equal((await line(id)).head, head);
  });

  it('suspends: in sight everywhere, its work is not offered, what falls due or comes waits, and is followed once', async () => {
    const [claim, wait] = [await startCase(500), await startCase(50)];
    const offered = async (): Promise<string[]> =>
      (await call('collector', 'GET', '/api/work', 200)).items.flatMap((item: { cases: { caseId: string }[] }) =>
        item.cases.map(({ caseId }) => caseId),
      );
    assert.ok((await offered()).includes(claim));
    await done(claim, 'suspension', { reason: 'upadłość?' });
    await done(wait, 'suspension', { reason: 'dłużnik nie żyje' });
    assert.equal((await ask(wait, 'suspension', {}, 422)).refusal, 'alreadySuspended');
    assert.ok(!(await offered()).includes(claim));
    assert.equal((await call('collector', 'GET', `/api/work?caseId=${claim}`, 200)).items[0].cases[0].suspended, true);
    const { items } = await call('manager', 'GET', '/api/cases?suspended=true', 200);
    assert.deepEqual(items.map((each: CaseSummary) => each.id).toSorted(), [claim, wait].toSorted());
    const running = await call('manager', 'GET', '/api/cases?suspended=false', 200);
    assert.ok(running.items.every((each: CaseSummary) => each.suspendedAt === null));

    await passed(8);
    assert.deepEqual(await where(wait), ['wait']);
    const { suspended, timers } = await repairable(wait);
    assert.deepEqual([suspended, timers.length], [true, 1]);
    await done(wait, 'suspension/end', { reason: undefined });
    assert.deepEqual([await where(wait), (await line(wait)).suspendedAt], [['check'], null]);
    const fired = (await api.store.log.read(wait))
      .flatMap(({ events }) => events)
      .filter(({ kind }) => kind === 'timerFired');
    assert.equal(fired.length, 1);
    assert.equal((await ask(wait, 'suspension/end', {}, 422)).refusal, 'notSuspended');
    assert.deepEqual(await told(wait), [
      ['resume', null, null],
      ['suspend', null, 'dłużnik nie żyje'],
    ]);

    await done(claim, 'suspension/end');
    assert.ok((await offered()).includes(claim));
    await verified(wait);
  });

  it('takes a message while it is suspended, and follows it when it goes on', async () => {
    const id = await startCase(50);
    await done(id, 'moves', { activate: [{ elementId: 'call' }], terminate: [await instanceAt(id, 'wait')] });
    await done(id, 'suspension');
    const { invoiceNumber } = cases.state(id).instances[cases.state(id).root]?.variables ?? {};
    const sent = await call('manager', 'POST', '/api/messages', 202, {
      name: 'money-came',
      correlationKey: invoiceNumber,
      timeToLiveSeconds: 60,
    });
    assert.equal(sent.outcome, 'delivered');
    await cases.settle();
    assert.equal((await line(id)).status, 'active');
    assert.deepEqual(cases.state(id).userTasks, {}, 'the call is over');
    await done(id, 'suspension/end');
    assert.equal((await line(id)).status, 'completed');
    await verified(id);
  });

  it('holds back what machines would send for a suspended case until it goes on', async () => {
    const { creditorId } = await CallDesk.open(api);
    const invoices = await api.store.ledger.invoices({ organisationId: api.organisationId });
    const [pair = []] = [...Map.groupBy(invoices, ({ debtorId }) => debtorId).values()].filter(
      ({ length }) => length > 1,
    );
    const [id, other] = await Promise.all(
      pair.slice(0, 2).map(async ({ id: subject, debtorId, number }) => {
        const made = await api.store.cases.create({
          organisationId: api.organisationId,
          processId: 'repair',
          variables: { invoiceNumber: number, amount: 50 },
          creditorId,
          debtorId,
          subject,
        });
        return made.caseId;
      }),
    );
    assert.ok(id && other);
    await cases.settle();
    for (const each of [id, other]) {
      await done(each, 'moves', { activate: [{ elementId: 'mail' }], terminate: [await instanceAt(each, 'wait')] });
    }
    const [{ deskKey } = { deskKey: '' }] = await api.store.acts.ofCase(id);
    const plan = () =>
      api.store.acts.planBundles(deskKey, ({ acts }) => ({
        acts: acts.map(({ id: actId }) => ({ kind: 'bundle', actId, bundle: 'b' })),
        bundles: acts.length === 0 ? [] : [{ bundle: 'b', channel: 'email', kind: 'demand', performer: 'machine' }],
      }));
    const joined = (await plan()).machineBundles[0]?.bundleId ?? assert.fail('nothing planned');
    assert.equal((await api.store.acts.bundle(joined)).acts.length, 2);
    await done(id, 'suspension');
    const [act] = await api.store.acts.ofCase(id);
    assert.deepEqual([act?.state, act?.reason, act?.bundleId], ['due', 'caseSuspended', null]);
    await plan();
    assert.equal((await api.store.acts.ofCase(id))[0]?.state, 'due');
    const left = await api.store.acts.bundle(joined);
    assert.deepEqual([left.status, left.acts.map(({ caseId }) => caseId)], ['planned', [other]]);
    const { waits }: CaseFile = await call('manager', 'GET', `/api/cases/${id}/file`, 200);
    assert.ok(waits.some((wait) => wait.kind === 'act' && wait.reason === 'caseSuspended'));
    await done(id, 'suspension/end');
    await plan();
    assert.equal((await api.store.acts.ofCase(id))[0]?.state, 'planned');
  });

  it('moves a token out of the wrong branch: foretold, done as a whole, in the time line and the replay, and verified', async () => {
    const id = await startCase(500);
    assert.deepEqual(await where(id), ['claim']);
    const { targets } = await repairable(id);
    assert.ok(targets.some(({ elementId }) => elementId === 'wait'));
    assert.ok(!targets.some(({ elementId }) => elementId === 'money'), 'a boundary event is no place for a token');
    const move = {
      activate: [{ elementId: 'wait', variables: { amount: 50 } }],
      terminate: [await instanceAt(id, 'claim')],
    };
    const { head } = await line(id);
    const preview: RepairPreview = await call('manager', 'POST', `/api/cases/${id}/repairs/preview`, 200, {
      act: { kind: 'move', ...move },
    });
    assert.deepEqual(
      [
        preview.refusal,
        preview.before.map(({ elementId }) => elementId),
        preview.after.map(({ elementId }) => elementId),
        preview.withdrawn.map(({ elementName }) => elementName),
      ],
      [null, ['claim'], ['wait'], ['Przygotuj pozew']],
    );
    assert.deepEqual([(await line(id)).head, preview.seen], [head, head]);
    await done(id, 'moves', { ...move, reason: 'kwota bez odsetek' });
    assert.deepEqual(await where(id), ['wait']);
    assert.deepEqual(await told(id), [['modify', 'Przygotuj pozew → Czekaj 7 dni', 'kwota bez odsetek']]);
    const { steps } = await call('auditor', 'GET', `/api/cases/${id}/replay`, 200);
    const { origin, actor, note } = steps.at(-1);
    assert.deepEqual([origin, actor, note], ['person', 'Osoba manager', 'kwota bez odsetek']);
    assert.equal(
      (await call('collector', 'GET', `/api/work?caseId=${id}`, 200)).items.length,
      0,
      'the claim is withdrawn',
    );
    await verified(id);
  });

  it('refuses a move that cannot be made, in words, and changes nothing', async () => {
    const id = await startCase(50);
    const { head } = await line(id);
    const refused: [object, number, string][] = [
      [{ activate: [{ elementId: 'nowhere' }] }, 400, '/activate/0/elementId'],
      [{ consume: [{ scope: '1', flowId: 'nowhere' }] }, 400, '/consume/0/flowId'],
      [{}, 422, 'invalidModification'],
      [{ terminate: ['999'] }, 422, 'noSuchInstance'],
      [{ activate: [{ elementId: 'money' }] }, 422, 'invalidModification'],
      [{ activate: [{ elementId: 'call', scope: '999' }] }, 422, 'noSuchScope'],
      [{ consume: [{ scope: '1', flowId: 'call-end' }] }, 422, 'invalidModification'],
    ];
    for (const [more, status, expected] of refused) {
      const answer = await call('manager', 'POST', `/api/cases/${id}/moves`, status, {
        key: randomUUID(),
        seen: head,
        reason: 'r',
        ...more,
      });
      assert.equal(answer.refusal ?? answer.errors[0].pointer, expected);
      assert.ok((answer.errors?.[0].detail ?? answer.detail).length > 10);
    }
    assert.equal((await ask(id, 'timers/999', { due: '2026-12-01T09:00:00Z' }, 422)).refusal, 'noSuchTimer');
    assert.equal((await ask(id, 'steps/999/skip', {}, 422)).refusal, 'noSuchInstance');
    const { refusal }: RepairPreview = await call('manager', 'POST', `/api/cases/${id}/repairs/preview`, 200, {
      act: { kind: 'resume' },
    });
    assert.equal(refusal?.code, 'notSuspended');
    assert.equal((await line(id)).head, head);
  });

  it('moves a running timer, which then fires at its new time', async () => {
    const id = await startCase(50);
    const { timers } = await repairable(id);
    const { now } = await api.store.clock.read(api.organisationId);
    const due = new Date(now + 2 * day).toISOString();
    await done(id, `timers/${timers[0]?.timer}`, { due, reason: 'obietnica zapłaty' });
    assert.equal((await line(id)).nextDue, due);
    assert.deepEqual(await told(id), [['changeTimer', 'Czekaj 7 dni', 'obietnica zapłaty']]);
    await passed(3);
    assert.deepEqual(await where(id), ['check']);
    await verified(id);
  });

  it('skips one step, and the steps of many incidents, each with its own result', async () => {
    const ids = [await startCase(50), await startCase(50), await startCase(50)];
    await passed(8);
    for (const id of ids) {
      await command(id, { kind: 'failJob', job: jobOf(id), retries: 0, backOff: 0, message: 'register is closed' });
    }
    const [first, second, third] = ids;
    assert.ok(first && second && third);
    await done(first, `steps/${await instanceAt(first, 'check')}/skip`, {
      variables: { found: true },
      reason: 'rejestr nie działa',
    });
    assert.deepEqual([await where(first), (await line(first)).openIncidents], [['mail'], 0]);
    assert.deepEqual(await told(first), [['skip', 'Sprawdź w rejestrze', 'rejestr nie działa']]);
    await verified(first);

    const open = (await call('manager', 'GET', '/api/incidents', 200)).items.filter((each: { caseId: string }) =>
      ids.includes(each.caseId),
    );
    assert.equal(open.length, 2);
    const items = [
      ...open.map(({ caseId, incidentId, head }: { caseId: string; incidentId: string; head: number }) => ({
        caseId,
        incidentId,
        seen: head,
      })),
      { caseId: first, incidentId: open[0].incidentId, seen: 1 },
      { caseId: randomUUID(), incidentId: '1', seen: 1 },
    ];
    const body = { key: randomUUID(), reason: 'rejestr nie działa', act: { kind: 'move', elementId: 'call' }, items };
    const stateOf = async () =>
      (await call('manager', 'POST', '/api/incidents/repair', 200, body)).items.map(
        ({ state, code }: { state: string; code: string | null }) => code ?? state,
      );
    assert.deepEqual(await stateOf(), ['underWay', 'underWay', 'incident-closed', 'not-found']);
    await cases.settle();
    assert.deepEqual(await stateOf(), ['done', 'done', 'incident-closed', 'not-found']);
    for (const id of [second, third]) assert.deepEqual(await where(id), ['call']);
  });

  it('is done once, however often it is asked for; its key names nothing else', async () => {
    const id = await startCase(50);
    const { head } = await line(id);
    const body = { key: randomUUID(), seen: head, reason: 'dwa kliknięcia' };
    const url = `/api/cases/${id}/suspension`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => call('manager', 'POST', url, 202, body)));
    assert.deepEqual([...new Set(answers.map((answer: Repair) => answer.id))], [body.key]);
    await cases.settle();
    assert.equal((await line(id)).head, head + 1);
    assert.equal((await call('manager', 'POST', url, 202, body)).state, 'done');
    assert.equal((await call('manager', 'POST', `/api/cases/${id}/end`, 409, body)).code, 'key-used');
    assert.equal((await call('administrator', 'POST', url, 409, body)).code, 'key-used');
    await call('manager', 'GET', `/api/cases/${id}/repairs/${randomUUID()}`, 404);
  });

  it('is refused where the case has moved on: at once, or on the way', async () => {
    const id = await startCase(50);
    const { head } = await line(id);
    assert.equal((await ask(id, 'suspension', { seen: head - 1 }, 409)).code, 'case-moved-on');
    await api.store.cases.enqueue(id, { kind: 'setVariables', variables: { said: 'first' } });
    const { id: repair } = await ask(id, 'end');
    await cases.settle();
    const answer: Repair = await call('manager', 'GET', `/api/cases/${id}/repairs/${repair}`, 200);
    assert.deepEqual([answer.state, answer.refusal?.code], ['refused', 'movedOn']);
    assert.deepEqual([(await line(id)).status, (await line(id)).head], ['active', head + 1]);
  });

  it('ends a case by hand: its work is withdrawn, who and why stay, and it takes no repair any more', async () => {
    const id = await startCase(500);
    await done(id, 'suspension');
    await done(id, 'end', { reason: 'wierzyciel wycofał zlecenie' });
    const { status, openWork, suspendedAt, head } = await line(id);
    assert.deepEqual([status, openWork, suspendedAt], ['terminated', 0, null]);
    assert.deepEqual((await told(id))[0], ['cancel', null, 'wierzyciel wycofał zlecenie']);
    assert.equal((await ask(id, 'suspension', { seen: head }, 409)).code, 'case-closed');
    const { targets, instances, timers } = await repairable(id);
    assert.deepEqual([targets, instances, timers], [[], [], []]);
    await verified(id);
  });
});
