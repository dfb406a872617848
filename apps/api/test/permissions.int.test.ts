import { permission, role } from '@krok/contracts/schemas';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Fastify from 'fastify';
import { requireRoutePermissions } from '../src/http/route-permission.ts';
import { permissionsOfRole } from '../src/permissions.ts';
import { testApi, type TestApi } from './support/test-api.ts';

describe('permissions', () => {
  let api: TestApi;
  before(async () => {
    api = await testApi();
  });
  after(() => api.close());

  it('fails the start of an app with a route that declares none', async () => {
    const app = Fastify();
    requireRoutePermissions(app);
    app.get('/open', { config: { permission: 'public' } }, async () => '');
    app.get('/forgotten', async () => '');
    await assert.rejects(async () => app.ready(), /Expected every route to declare its permission.*GET \/forgotten/);
  });

  it('is declared by every route, and guards what the issue names', () => {
    const routes = api.routes();
    assert.ok(routes.length > 30, `${routes.length} routes`);
    const closed = routes
      .filter(({ permission: one }) => one !== 'public')
      .map(({ method, url }) => `${method} ${url}`);
    for (const route of [
      'POST /api/deployments',
      'POST /api/cases',
      'GET /api/cases/:id/log',
      'POST /api/work/:id/complete',
      'POST /api/messages',
    ]) {
      assert.ok(closed.includes(route), route);
    }
    const open = routes
      .filter(({ permission: one, url }) => one === 'public' && url.startsWith('/api/'))
      .map(({ url }) => url);
    assert.deepEqual([...new Set(open)].sort(), ['/api/sign-in', '/api/sign-out']);
  });

  it('answers every role on every route: 401 without sign-in, 403 without the right, otherwise neither', async () => {
    const known = new Set<string>(permission.options);
    let tried = 0;
    for (const { method, url, permission: needed } of api.routes()) {
      if (needed === 'public' || !isHttpMethod(method)) continue;
      const request = { method, url: url.replaceAll(/:\w+/g, 'unknown'), ...(method === 'POST' && { payload: {} }) };
      const stranger = await api.app.inject(request);
      assert.equal(stranger.statusCode, 401, `${method} ${url} without sign-in`);
      if (method !== 'HEAD') assert.equal(stranger.json().code, 'not-signed-in');
      for (const one of role.options) {
        const answer = await api.app.inject({ ...request, headers: { cookie: await api.cookie(one) } });
        const allowed = needed === 'signed-in' || permissionsOfRole[one].some((right) => right === needed);
        const what: string = `${method} ${url} as ${one}: ${answer.statusCode}`;
        if (allowed) assert.ok(answer.statusCode !== 401 && answer.statusCode !== 403 && answer.statusCode < 500, what);
        else assert.equal(answer.statusCode, 403, what);
        tried += 1;
      }
      assert.ok(needed === 'signed-in' || known.has(needed), `${needed} is no permission`);
    }
    assert.ok(tried > 200, `${tried} pairs of route and role`);
  });
});

function isHttpMethod(method: string): method is 'GET' | 'HEAD' | 'POST' {
  return method === 'GET' || method === 'HEAD' || method === 'POST';
}
