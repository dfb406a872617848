import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { maskPersonal } from '../src/http/log-options.ts';
import { password, testApi, type TestApi } from './support/test-api.ts';

describe('defence of the HTTP surface', () => {
  let api: TestApi;
  let log = '';
  before(async () => {
    const sink = new Writable({
      write(chunk, _encoding, done) {
        log += String(chunk);
        done();
      },
    });
    api = await testApi({ log: sink });
  });
  after(() => api.close());

  it('refuses state changes that another site sends, on every route', async () => {
    const cookie = await api.cookie('administrator');
    for (const { method, url } of api.routes()) {
      if (method !== 'POST') continue;
      const request = { method: 'POST', url: url.replaceAll(/:\w+/g, 'x'), payload: {} } as const;
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { origin: 'http://evil.example', host: 'evil.example' },
      ]) {
        const answer = await api.app.inject({ ...request, headers: { cookie, ...headers } });
        assert.equal(answer.json().code, 'foreign-origin', `${url} ${JSON.stringify(headers)}`);
      }
    }
    const own = await api.app.inject({
      method: 'POST',
      url: '/api/messages',
      payload: { name: 'm', correlationKey: 'k' },
      headers: { cookie, origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000', 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(own.statusCode, 202);
  });

  it('takes JSON only, and XML only where it is declared', async () => {
    const cookie = await api.cookie('administrator');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
    ]) {
      const answer = await api.app.inject({
        method: 'POST',
        url: '/api/messages',
        headers: { cookie, 'content-type': type },
        payload: '{"name":"m"}',
      });
      assert.equal(answer.statusCode, 415, type);
    }
    const xml = await api.app.inject({
      method: 'POST',
      url: '/api/deployments',
      headers: { cookie, 'content-type': 'application/xml' },
      payload: '<no',
    });
    assert.equal(xml.json().code, 'diagram-refused');
  });

  it('sends the protective headers with every answer, errors included', async () => {
    const answers = [
      await api.app.inject('/health'),
      await api.app.inject('/api/cases'),
      await api.app.inject('/nowhere.txt'),
      await api.app.inject({
        method: 'POST',
        url: '/api/sign-in',
        payload: 'no json',
        headers: { 'content-type': 'application/json' },
      }),
      await api.app.inject('/api/%zz'),
      await api.app.inject('/docs/'),
    ];
    for (const answer of answers) {
      const policy = String(answer.headers['content-security-policy']);
      const what = `${answer.raw.req.url} ${answer.statusCode} ${policy}`;
      assert.doesNotMatch(/script-src [^;]*/.exec(policy)?.[0] ?? 'missing', /unsafe|missing/, what);
      assert.match(policy, /frame-ancestors 'none'/, what);
      assert.equal(answer.headers['x-content-type-options'], 'nosniff', what);
    }
  });

  it('answers garbage with a problem that names the field, never with a 5xx', async () => {
    const cookie = await api.cookie('administrator');
    const send = (method: 'GET' | 'POST', url: string, payload?: string | object) =>
      api.app.inject({
        method,
        url,
        headers: { cookie, ...(typeof payload === 'string' && { 'content-type': 'application/json' }) },
        ...(payload !== undefined && { payload }),
      });
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const table: [string, Awaited<ReturnType<typeof send>>, number, string?][] = [
      ['no JSON', await send('POST', '/api/cases', '{"processId":'), 400],
      ['an array', await send('POST', '/api/cases', '[]'), 400],
      ['a number', await send('POST', '/api/messages', '7'), 400],
      ['__proto__', await send('POST', '/api/cases', '{"__proto__":{"x":1},"processId":"p"}'), 400],
      ['wrong type', await send('POST', '/api/cases', { processId: 5 }), 400, '/processId'],
      ['unknown member', await send('POST', '/api/messages', { name: 'm', nmae: 'x' }), 400],
      ['zero byte', await send('POST', '/api/messages', { name: 'a\u0000b' }), 400, '/name'],
      ['lone surrogate', await send('POST', '/api/messages', String.raw`{"name":"\ud800"}`), 400, '/name'],
      [
        'infinite number',
        await send('POST', '/api/cases', '{"processId":"p","variables":{"amount":1e999}}'),
        400,
        '/variables/amount',
      ],
      [
        'deep nesting',
        await send('POST', '/api/cases', `{"processId":"p","variables":{"a":${deep}}}`),
        400,
        '/variables/a',
      ],
      [
        'large variable',
        await send('POST', '/api/cases', { processId: 'p', variables: { a: 'x'.repeat(40_000) } }),
        400,
        '/variables/a',
      ],
      ['unknown process', await send('POST', '/api/cases', { processId: 'nothing' }), 400, '/processId'],
      [
        'foreign debtor',
        await send('POST', '/api/cases', { processId: 'nothing', debtorId: 'nobody' }),
        400,
        '/debtorId',
      ],
      ['large body', await send('POST', '/api/cases', { processId: 'p', variables: { a: 'x'.repeat(500_000) } }), 413],
      ['wrong page', await send('GET', '/api/cases?page=0'), 400, '/page'],
      ['work of what is no case', await send('GET', '/api/work?caseId=%27'), 200],
      ['jobs of what is no case', await send('GET', '/api/jobs?caseId=%27'), 400, '/caseId'],
      ['page beyond all', await send('GET', '/api/cases?page=99999'), 200],
      ['wrong status', await send('GET', '/api/cases?status=lost'), 400, '/status'],
      ['search with %', await send('GET', '/api/cases?text=100%25_%5C'), 200],
      ['zero byte in a query', await send('GET', '/api/cases?text=a%00'), 400, '/text'],
      ['zero byte in a path', await send('GET', '/api/cases/a%00b'), 404],
      ['broken escape', await send('GET', '/api/cases/%zz'), 400],
      ['quote in a path', await send('GET', "/api/cases/'%20or%201=1"), 404],
      ['unknown case', await send('GET', '/api/cases/0192f0aa-0000-7000-8000-00000000dead'), 404],
      ['id of no form', await send('GET', '/api/cases/x/log/1'), 404],
      ['seq of no number', await send('GET', '/api/cases/x/log/minus'), 404],
      ['unknown deployment', await send('GET', '/api/deployments/x'), 404],
      ['unknown work', await send('POST', '/api/work/x/claim'), 404],
      ['unknown job', await send('POST', '/api/jobs/x/y/complete', {}), 404],
      ['unknown effect', await send('POST', '/api/effects/x/reconcile', { outcome: 'delivered' }), 404],
      ['unknown incident', await send('POST', '/api/cases/x/incidents/y/resolve', {}), 404],
      ['mail outside', await send('GET', '/api/mails/..%2f..%2fetc%2fpasswd'), 404],
      ['real clock', await send('POST', '/api/clock/advance', { to: '2030-01-01T00:00:00Z' }), 409],
      ['no instant', await send('POST', '/api/clock/advance', { to: 'tomorrow' }), 400, '/to'],
      ['instant beyond dates', await send('POST', '/api/clock/advance', { to: '2026-02-31T00:00:00Z' }), 400, '/to'],
    ];
    for (const [what, answer, status, pointer] of table) {
      assert.equal(answer.statusCode, status, `${what}: ${answer.body.slice(0, 300)}`);
      if (status < 400) continue;
      assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, what);
      const problem = answer.json();
      assert.equal(problem.status, status);
      assert.equal(problem.requestId, answer.headers['x-request-id'], what);
      if (pointer)
        assert.ok(
          problem.errors?.some((error: { pointer: string }) => error.pointer === pointer),
          `${what}: ${answer.body}`,
        );
    }
  });

  it('writes no token, password, PESEL or IBAN to its log', async () => {
    const cookie = await api.cookie('manager');
    log = '';
    await api.app.inject({ url: '/api/cases?text=44051401359', headers: { cookie } });
    await api.app.inject({ method: 'POST', url: '/api/sign-in', payload: { email: 'manager@test.example', password } });
    api.app.log.info(
      { cookie, detail: 'PESEL 44051401359, konto PL61109010140000071219812874' },
      '61 1090 1014 0000 0712 1981 2874',
    );
    assert.match(log, /"route":"\/api\/cases"/);
    for (const secret of [
      '44051401359',
      '61109010140000071219812874',
      '1219 8128',
      cookie.split('=')[1] ?? '',
      password,
    ]) {
      assert.ok(!log.includes(secret), `${secret} in ${log}`);
    }
    for (const line of log.trim().split('\n')) JSON.parse(line);
  });

  it('leaves other digits of a log line alone', () => {
    assert.equal(
      maskPersonal('{"time":1763800000000,"amount":12345678901,"took":0.44051401359}'),
      '{"time":1763800000000,"amount":12345678901,"took":0.44051401359}',
    );
    assert.equal(maskPersonal('{"pesel":44051401359}'), '{"pesel":99999999999}');
  });

  it('describes itself: every route of the API is in the OpenAPI document', async () => {
    const { paths } = (await api.app.inject('/docs/json')).json();
    for (const { method, url } of api.routes()) {
      if (!url.startsWith('/api/') || method === 'HEAD') continue;
      const path = url.replaceAll(/:(\w+)/g, '{$1}');
      assert.ok(paths[path]?.[method.toLowerCase()], `${method} ${path}`);
    }
  });
});
