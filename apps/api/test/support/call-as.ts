import assert from 'node:assert/strict';
import type { Role } from '@krok/contracts/schemas';
import type { TestApi } from './test-api.ts';

export type Asked = [role: Role, method: 'GET' | 'POST', url: string, status: number, payload?: object];

/** The JSON that somebody of a role is answered; another status than the expected one fails the test. */
export async function callAs(api: TestApi, ...[role, method, url, status, payload]: Asked) {
  const headers = { cookie: await api.cookie(role) };
  const answer = await api.app.inject({ method, url, headers, ...(payload && { payload }) });
  assert.equal(answer.statusCode, status, `${method} ${url}: ${answer.body}`);
  return answer.json();
}
