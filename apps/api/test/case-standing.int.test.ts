import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type {
  CaseFile,
  DiagramState,
  OpenIncidentsPage,
  Repairable,
  TimelinePage,
  WaitsFor,
  WorkItem,
} from '@krok/contracts/schemas';
import { type Asked, callAs } from './support/call-as.ts';
import { CaseDriver } from './support/drive-cases.ts';
import { testApi, type TestApi } from './support/test-api.ts';

type Role = Parameters<TestApi['cookie']>[0];

const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;
const message = (id: string, key: string) =>
  `<message id="m-${id}" name="${id}"><extensionElements><zeebe:subscription correlationKey="=${key}" /></extensionElements></message>`;
const file = (definitions: string, id: string, content: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">${definitions}<process id="${id}" name="Sprawa" isExecutable="true">${content}</process></definitions>`;

/** Work that a program wants to hear of when it ends. */
const heard = file(
  '',
  'heard',
  `<startEvent id="start" />${flow('start', 'call')}<userTask id="call" name="Zadzwoń"><extensionElements><zeebe:userTask />
   <zeebe:taskListeners><zeebe:taskListener eventType="canceling" type="tell-office" /></zeebe:taskListeners></extensionElements></userTask>
   ${flow('call', 'end')}<endEvent id="end" />`,
);
const caller = file(
  '',
  'caller',
  `<startEvent id="start" />${flow('start', 'part')}<callActivity id="part" name="Windykacja"><extensionElements><zeebe:calledElement processId="heard" /></extensionElements></callActivity>${flow('part', 'end')}<endEvent id="end" />`,
);
/** One run for each of `keys`: a message of its own, beside a term that is the same for all; then work that stands beside. */
const crowded = file(
  message('answer', 'key'),
  'crowded',
  `<startEvent id="start" />${flow('start', 'fork')}<parallelGateway id="fork" />${flow('fork', 'each')}${flow('fork', 'alone')}
   <subProcess id="each"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=keys" inputElement="key" /></extensionElements></multiInstanceLoopCharacteristics>
   <startEvent id="begin" />${flow('begin', 'which')}<eventBasedGateway id="which" />${flow('which', 'answered')}${flow('which', 'late')}
   <intermediateCatchEvent id="answered" name="Odpowiedź"><messageEventDefinition messageRef="m-answer" /></intermediateCatchEvent>
   <intermediateCatchEvent id="late" name="Termin"><timerEventDefinition><timeDuration>P7D</timeDuration></timerEventDefinition></intermediateCatchEvent></subProcess>
   <userTask id="alone" name="Sprawdź"><extensionElements><zeebe:userTask /></extensionElements></userTask>`,
);
/** One run for each of `keys`, and none can go on without the datum. */
const stuck = file(
  '',
  'stuck',
  `<startEvent id="start" />${flow('start', 'each')}
   <subProcess id="each"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=keys" inputElement="key" /></extensionElements></multiInstanceLoopCharacteristics>
   <startEvent id="begin" />${flow('begin', 'which')}<exclusiveGateway id="which" name="Powyżej progu?" default="which-done" />
   <sequenceFlow id="which-check" sourceRef="which" targetRef="check"><conditionExpression>=key &gt; limit</conditionExpression></sequenceFlow>
   ${flow('which', 'done')}<userTask id="check"><extensionElements><zeebe:userTask /></extensionElements></userTask><endEvent id="done" /></subProcess>`,
);
/** BPMN 2.0 §10.6.6: three messages make one case. */
const together = file(
  ['paid', 'sent', 'seen'].map((id) => message(id, 'order')).join(''),
  'together',
  `<eventBasedGateway id="all" instantiate="true" eventGatewayType="Parallel" />${['paid', 'sent', 'seen']
    .map(
      (id) =>
        `${flow('all', `on-${id}`)}<intermediateCatchEvent id="on-${id}"><messageEventDefinition messageRef="m-${id}" /></intermediateCatchEvent>`,
    )
    .join('')}`,
);

describe('a case as it stands, over the API', () => {
  let api: TestApi;
  let cases: CaseDriver;
  before(async () => {
    api = await testApi({ manualClockAt: Date.parse('2026-11-23T09:00:00Z') });
    cases = new CaseDriver(api.store);
    for (const xml of [heard, caller, crowded, stuck, together])
      await call('administrator', 'POST', '/api/deployments', 201, { xml });
  });
  after(() => api.close());

  const call = (...asked: Asked) => callAs(api, ...asked);
  const get = (url: string, role: Role = 'manager') => call(role, 'GET', url, 200);
  const fileOf = (id: string): Promise<CaseFile> => get(`/api/cases/${id}/file`);
  async function startCase(processId: string, variables: object = {}): Promise<string> {
    const { id } = await call('collector', 'POST', '/api/cases', 201, { processId, variables });
    await cases.settle();
    return id;
  }
  async function endByHand(id: string, reason: string): Promise<void> {
    const { head } = await get(`/api/cases/${id}`);
    await call('manager', 'POST', `/api/cases/${id}/end`, 202, { key: randomUUID(), seen: head, reason });
    await cases.settle();
  }
  const offered = async (role: Role): Promise<string[]> =>
    (await get('/api/work?size=200', role)).items.flatMap(({ cases: of }: WorkItem) => of.map(({ caseId }) => caseId));
  /** The program that listens has done what it wanted. */
  async function answerListener(id: string): Promise<void> {
    const [job] = (await get(`/api/jobs?caseId=${id}`, 'administrator')).items;
    assert.equal(job.type, 'tell-office');
    await call('administrator', 'POST', `/api/jobs/${id}/${job.job}/complete`, 202, { variables: {} });
    await cases.settle();
  }

  describe('that is being ended', () => {
    it('says so: by whom, since when and why, and what it still waits for; its work is nobody’s', async () => {
      const id = await startCase('heard');
      assert.equal((await fileOf(id)).ending, null);
      const roles: readonly Role[] = ['collector', 'manager', 'administrator'];
      for (const role of roles) assert.ok((await offered(role)).includes(id), role);
      const [item] = (await get('/api/work', 'collector')).items;
      await call('collector', 'POST', `/api/work/${item.id}/claim`, 200);

      await endByHand(id, 'wierzyciel wycofał zlecenie');
      const { case: line, ending, waits } = await fileOf(id);
      assert.equal(line.status, 'active');
      assert.deepEqual(ending, {
        since: '2026-11-23T09:00:00.000Z',
        cause: 'person',
        by: 'Osoba manager',
        reason: 'wierzyciel wycofał zlecenie',
      });
      assert.deepEqual(
        waits.map((wait) => wait.kind === 'job' && [wait.title, wait.type, wait.hears, wait.count]),
        [['Zadzwoń', 'tell-office', 'canceling', 1]],
      );
      for (const role of roles) assert.ok(!(await offered(role)).includes(id), role);
      const done = { outcome: 'done', version: item.version + 1, variables: {} };
      const { code } = await call('collector', 'POST', `/api/work/${item.id}/complete`, 409, done);
      assert.equal(code, 'work-closed');

      await answerListener(id);
      const after = await fileOf(id);
      assert.deepEqual([after.case.status, after.ending, after.waits], ['terminated', null, []]);
    });

    it('tells that its caller needs it no longer; the caller waits for a called case, and then for nothing', async () => {
      const id = await startCase('caller');
      assert.deepEqual(
        (await fileOf(id)).waits.map(({ kind, title }) => [kind, title]),
        [['called', 'Windykacja']],
      );
      const { items } = await get('/api/cases?processId=heard&status=active');
      const [called] = items.map((each: { id: string }) => each.id);
      await endByHand(id, 'koniec');
      assert.deepEqual([(await fileOf(id)).case.status, (await fileOf(id)).waits], ['terminated', []]);
      assert.deepEqual((await fileOf(called)).ending, {
        since: '2026-11-23T09:00:00.000Z',
        cause: 'caller',
        by: null,
        reason: null,
      });
      await answerListener(called);
      assert.equal((await fileOf(called)).case.status, 'terminated');
    });
  });

  describe('that waits in a thousand places', () => {
    let id: string;
    before(async () => {
      // The first 300 wait for one and the same.
      const keys = Array.from({ length: 1_000 }, (_, index) => (index < 300 ? 'k' : `k${index}`));
      id = await startCase('crowded', { keys });
    });

    it('tells equal waits once with their number, the first few of each step, and the rest by pages', async () => {
      const answer: CaseFile = await fileOf(id);
      const text = (wait: WaitsFor) => `${wait.kind} ${wait.title} ${wait.count}`;
      assert.deepEqual(answer.waits.map(text), ['person Sprawdź 1', 'time Termin 1000', 'message Odpowiedź 1000']);
      assert.equal(answer.waitsLeft, 0);
      assert.ok(JSON.stringify(answer.waits).length < 2_000);
    });

    it('shows where it stands in a few kilobytes', async () => {
      const state: DiagramState = await get(`/api/cases/${id}/diagram-state`);
      assert.deepEqual(
        state.timers.map(({ elementId, count }) => [elementId, count]),
        [['late', 1_000]],
      );
      assert.deepEqual(
        state.messages.map(({ correlationKey, count }) => [correlationKey, count]),
        [['k', 300], ...Array.from({ length: 6 }, (_, index) => [`k${300 + index}`, 1])],
      );
      assert.deepEqual(state.left, { incidents: 0, timers: 0, messages: 701 - 7 });
      const { xml: _, variables: __, ...position } = state;
      assert.ok(JSON.stringify(position).length < 3_000);
    });

    it('can be repaired page by page, and no step is hidden behind the others', async () => {
      const first: Repairable = await get(`/api/cases/${id}/repairable`);
      assert.ok(JSON.stringify(first).length < 50_000, `${JSON.stringify(first).length} bytes`);
      assert.deepEqual([first.instances.length, first.timers.length], [100, 100]);
      assert.deepEqual(first.totals, { instances: 2_002, waiting: 0, timers: 1_000 });
      assert.deepEqual([...new Set(first.instances.map(({ elementId }) => elementId))].toSorted(), [
        'alone',
        'each',
        'which',
      ]);
      const seen = new Set<string>();
      for (let page = 1; page <= 11; page++) {
        const { instances }: Repairable = await get(`/api/cases/${id}/repairable?size=200&page=${page}`);
        for (const { instance } of instances) seen.add(instance);
      }
      assert.equal(seen.size, 2_002);
    });
  });

  describe('that stands still in sixty places', () => {
    let id: string;
    before(async () => {
      id = await startCase('stuck', { keys: Array.from({ length: 60 }, (_, index) => index) });
    });

    it('tells all its incidents by pages, whatever is resolved meanwhile', async () => {
      const page = (query: string): Promise<OpenIncidentsPage> => get(`/api/cases/${id}/incidents?${query}`);
      const first = await page('size=25');
      assert.deepEqual([first.items.length, first.left], [25, 35]);
      assert.equal(first.items[0]?.elementName, 'Powyżej progu?');
      const last = first.items.at(-1)?.incidentId ?? '';
      // Without the datum it stops again: a new one, which is the last.
      await call('manager', 'POST', `/api/cases/${id}/incidents/${last}/resolve`, 202, {});
      await cases.settle();
      const rest = await page(`size=200&after=${last}`);
      const ids = [...first.items, ...rest.items].map(({ incidentId }) => incidentId);
      assert.deepEqual([ids.length, new Set(ids).size, rest.left], [61, 61, 0]);
      assert.deepEqual((await page(`after=${ids.at(-1)}`)).items, []);
      await call('manager', 'GET', `/api/cases/${id}/incidents?after=x`, 400);
      await call('accountant', 'GET', `/api/cases/${id}/incidents`, 403);
    });

    it('tells its history by pages, and one kind of it', async () => {
      const page = (query: string): Promise<TimelinePage> => get(`/api/cases/${id}/timeline?${query}`);
      const newest = await page('size=30');
      assert.deepEqual(newest.counts, { procedure: newest.total });
      const read = [...newest.entries];
      for (let { older } = newest; older !== null; ) {
        const next = await page(`size=30&before=${encodeURIComponent(older)}`);
        read.push(...next.entries);
        older = next.older;
      }
      assert.deepEqual([read.length, new Set(read.map((entry) => entry.id)).size], [newest.total, newest.total]);
      const steps = read.flatMap((entry) => (entry.kind === 'step' ? [entry] : []));
      assert.deepEqual([steps.at(-1)?.what, steps.filter(({ what }) => what === 'incident').length], ['start', 61]);
      assert.deepEqual((await page('kind=letter')).entries, []);
      for (const wrong of ['kind=all', 'before=x', 'size=201']) {
        await call('manager', 'GET', `/api/cases/${id}/timeline?${wrong}`, 400);
      }
    });
  });

  describe('that several messages make', () => {
    const publish = (name: string, order: string, more: object = {}) =>
      call('administrator', 'POST', '/api/messages', 202, {
        name,
        correlationKey: order,
        variables: { order, [name]: true },
        ...more,
      });
    const ofOrder = async (): Promise<string[]> =>
      (await get('/api/cases?processId=together&status=active')).items.map((each: { id: string }) => each.id);

    it('is started by the first; the others come to it by their key, and it ends when all have come', async () => {
      const first = await publish('sent', 'o-1');
      assert.deepEqual([first.outcome, first.started.length], ['delivered', 1]);
      const [id] = first.started;
      await cases.settle();
      assert.deepEqual((await fileOf(id)).waits.map((wait) => wait.kind === 'message' && wait.message).toSorted(), [
        'paid',
        'seen',
      ]);
      for (const name of ['paid', 'seen']) {
        const next = await publish(name, 'o-1');
        assert.deepEqual([next.delivered, next.started], [1, []]);
        await cases.settle();
      }
      const { case: line } = await fileOf(id);
      assert.equal(line.status, 'completed');
      const { variables }: DiagramState = await get(`/api/cases/${id}/diagram-state`);
      assert.deepEqual(variables, { order: 'o-1', sent: true, paid: true, seen: true });
    });

    it('is one case when several clients tell at once, whichever comes first; another key is another case', async () => {
      const told = await Promise.all(
        ['paid', 'seen', 'sent', 'paid', 'seen', 'sent'].map((name, index) => publish(name, index < 3 ? 'o-2' : 'o-3')),
      );
      assert.equal(told.flatMap(({ started }) => started).length, 2);
      await cases.settle();
      for (const { started } of told)
        for (const id of started) assert.equal((await fileOf(id)).case.status, 'completed');
      assert.deepEqual(await ofOrder(), []);
    });

    it('takes the message of one who did not wait to be told only once it waits; kept for no time it is lost', async () => {
      const [id] = (await publish('sent', 'o-4')).started;
      const lost = await publish('paid', 'o-4', { timeToLiveSeconds: 0 });
      assert.deepEqual([lost.outcome, lost.started], ['discarded', []]);
      assert.equal((await publish('seen', 'o-4')).outcome, 'kept');
      await cases.settle();
      assert.deepEqual(
        Object.values(cases.state(id).subscriptions).map(({ name }) => name),
        ['paid'],
      );
    });
  });
});
