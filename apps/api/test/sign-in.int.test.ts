import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { password, signIn, testApi, type TestApi } from './support/test-api.ts';

describe('sign-in', () => {
  let api: TestApi;
  let present = 1_700_000_000_000;
  before(async () => {
    api = await testApi({ limits: { signInsPerAccount: 3, signInsPerAddress: 40, sessionIdleMs: 60_000 } });
  });
  after(() => api.close());

  const attempt = (payload: object, headers: Record<string, string> = {}) =>
    api.app.inject({ method: 'POST', url: '/api/sign-in', payload, headers });

  it('gives a session cookie that scripts and other sites do not get, and no cookie prefix over plain http', async () => {
    const answer = await attempt({ email: 'Manager@Test.example', password });
    assert.equal(answer.statusCode, 200);
    const set = String(answer.headers['set-cookie']);
    assert.match(set, /^krok-session=[\w-]{43};/);
    assert.match(set, /HttpOnly/);
    assert.match(set, /SameSite=Strict/);
    assert.doesNotMatch(set, /Secure|Domain=/);
    assert.deepEqual(answer.json().roles, ['manager']);
  });

  it('uses the __Host- prefix and Secure where people come by https', async () => {
    const behindProxy = await testApi({ publicOrigin: 'https://krok.example' });
    try {
      const answer = await behindProxy.app.inject({
        method: 'POST',
        url: '/api/sign-in',
        payload: { email: 'manager@test.example', password },
      });
      const set = String(answer.headers['set-cookie']);
      assert.match(set, /^__Host-krok-session=/);
      assert.match(set, /; Secure/);
      assert.match(set, /Path=\//);
      assert.match(String(answer.headers['strict-transport-security']), /max-age/);
    } finally {
      await behindProxy.close();
    }
  });

  it('answers a wrong password and an unknown name alike, in about the same time', async () => {
    const timed = async (email: string) => {
      const since = performance.now();
      const answer = await attempt({ email, password: 'wrong' });
      return { body: { ...answer.json(), requestId: '' }, status: answer.statusCode, took: performance.now() - since };
    };
    const wrong = await timed('auditor@test.example');
    const unknown = await timed('nobody@test.example');
    assert.equal(wrong.status, 401);
    assert.deepEqual(wrong.body, unknown.body);
    assert.ok(unknown.took > wrong.took / 4, `unknown ${unknown.took} ms, wrong ${wrong.took} ms`);
  });

  it('limits attempts by account, whether or not it exists, and says how long to wait', async () => {
    for (const email of ['lawyer@test.example', 'phantom@test.example']) {
      const codes: number[] = [];
      for (let count = 0; count < 4; count += 1) codes.push((await attempt({ email, password: 'wrong' })).statusCode);
      assert.deepEqual(codes, [401, 401, 401, 429], email);
      const refused = await attempt({ email, password });
      assert.equal(refused.statusCode, 429, 'the right password does not help either');
      assert.ok(Number(refused.headers['retry-after']) > 0);
    }
  });

  it('rotates the token at sign-in and ends the session on the server at sign-out', async () => {
    const first = await signIn(api, 'collector@test.example');
    const again = await attempt({ email: 'collector@test.example', password }, { cookie: first });
    const [cookie] = again.cookies;
    assert.ok(cookie && `${cookie.name}=${cookie.value}` !== first);
    const me = (value: string) => api.app.inject({ url: '/api/me', headers: { cookie: value } });
    assert.equal((await me(first)).statusCode, 401, 'the old token is dead');
    const second = `${cookie.name}=${cookie.value}`;
    assert.equal((await me(second)).json().email, 'collector@test.example');
    const out = await api.app.inject({ method: 'POST', url: '/api/sign-out', headers: { cookie: second } });
    assert.equal(out.statusCode, 204);
    assert.equal((await me(second)).statusCode, 401);
  });

  it('ends the sessions of a person who is disabled', async () => {
    const cookie = await signIn(api, 'salesperson@test.example');
    const me = () => api.app.inject({ url: '/api/me', headers: { cookie } });
    const { id } = (await me()).json();
    await api.store.users.setDisabled(id, true);
    assert.equal((await me()).statusCode, 401);
    assert.equal((await attempt({ email: 'salesperson@test.example', password })).json().code, 'wrong-credentials');
  });

  it('limits attempts by address over all names', async () => {
    const codes = new Set<number>();
    for (let count = 0; count < 40; count += 1)
      codes.add((await attempt({ email: `n${(present += 1)}@test.example`, password: 'x' })).statusCode);
    assert.ok(codes.has(429));
  });
});
