import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { pendingSendsOf } from '../src/pages/work/pending-sends.ts';

const workId = '01a20582-1406-741f-a6fa-392c783dade8';
const body = { outcome: 'done', variables: {}, version: 1 };

/** A browser as far as completions need one: what it keeps, its line, and whether the page is there. */
class FakeBrowser extends EventTarget {
  readonly kept = new Map<string, string>();
  readonly asked: string[] = [];
  answer: () => Promise<Response> = () => Promise.resolve(Response.json({ cases: [] }));

  install(): void {
    const { kept } = this;
    const localStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    const fetch = (address: unknown) => {
      this.asked.push(String(address));
      return this.answer();
    };
    for (const [name, value] of Object.entries({ window: this, localStorage, fetch }))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

describe('completions that a former page left', () => {
  const realFetch = globalThis.fetch;
  let browser: FakeBrowser;
  let user = 0;
  let outcomes: string[] = [];
  let end = () => {};

  beforeEach(() => {
    browser = new FakeBrowser();
    browser.install();
    user += 1;
    outcomes = [];
    browser.kept.set(key(), JSON.stringify([{ workId, body }]));
  });
  afterEach(() => {
    end();
    globalThis.fetch = realFetch;
  });

  const key = () => `krok-pending user-${user}`;
  const begin = () => {
    end = pendingSendsOf(`user-${user}`).begin({
      sent: () => void outcomes.push('sent'),
      refused: () => void outcomes.push('refused'),
    });
  };
  const answered = () => new Promise((resolve) => setImmediate(resolve));
  const refusal = () =>
    Promise.resolve(
      Response.json({ code: 'work-closed', title: 'closed', status: 409, requestId: 'r' }, { status: 409 }),
    );

  it('are sent when the page is back, and forgotten with the answer', async () => {
    begin();
    assert.deepEqual(browser.asked, [`/api/work/${workId}/complete`]);
    await answered();
    assert.equal(browser.kept.get(key()), undefined);
  });

  it('stay without a line, and are sent again when there is one', async () => {
    browser.answer = () => Promise.reject(new TypeError('Failed to fetch'));
    begin();
    await answered();
    assert.deepEqual(JSON.parse(browser.kept.get(key()) ?? '[]'), [{ workId, body }]);
    browser.answer = () => Promise.resolve(Response.json({ cases: [] }));
    browser.dispatchEvent(new Event('online'));
    await answered();
    assert.equal(browser.asked.length, 2);
    assert.equal(browser.kept.get(key()), undefined);
    browser.dispatchEvent(new Event('online'));
    assert.equal(browser.asked.length, 2, 'what was answered is not sent again');
  });

  it('are forgotten when they are refused: the work itself tells what became of it', async () => {
    browser.answer = refusal;
    begin();
    await answered();
    assert.equal(browser.kept.get(key()), undefined);
    assert.deepEqual(outcomes, []);
  });

  it('are kept beside what is completed meanwhile', async () => {
    browser.answer = () => Promise.reject(new TypeError('Failed to fetch'));
    begin();
    const draft = { outcome: null } as never;
    pendingSendsOf(`user-${user}`).add({ workId: 'other', title: 'Firma', body, draft, sendAt: Date.now() + 60_000 });
    await answered();
    const kept: { workId: string }[] = JSON.parse(browser.kept.get(key()) ?? '[]');
    assert.deepEqual(
      kept.map((each) => each.workId),
      [workId, 'other'],
    );
    pendingSendsOf(`user-${user}`).undo();
    assert.deepEqual(JSON.parse(browser.kept.get(key()) ?? '[]'), [{ workId, body }]);
  });

  it('that nobody can read are no harm', () => {
    browser.kept.set(key(), '{"half');
    begin();
    assert.deepEqual(browser.asked, []);
  });
});
