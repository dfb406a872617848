import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { testApi, type TestApi } from './support/test-api.ts';

describe('sandbox mail over the API', () => {
  let api: TestApi;
  before(async () => {
    api = await testApi();
  });
  after(() => api.close());

  async function get(role: Parameters<TestApi['cookie']>[0], url: string, status = 200) {
    const answer = await api.app.inject({ url, headers: { cookie: await api.cookie(role) } });
    assert.equal(answer.statusCode, status, `${url}: ${answer.body}`);
    return answer.json();
  }

  it('shows the mails of the sandbox, and nothing else of the disk', async () => {
    assert.equal((await get('auditor', '/api/mails')).total, 0);
    mkdirSync(api.mailsFolder, { recursive: true });
    const name = '001763888400000-0123456789ab.eml';
    const raw = [
      'Return-Path: <a@b.example>',
      'Delivered-To: jan@dom.example',
      'From: =?UTF-8?Q?Hurtownia_Zmy=C5=9Blona?= <a@b.example>',
      'To: jan@dom.example',
      'Subject: =?UTF-8?B?WsWCb3R5?=',
      'X-Krok-Effect: effect-7',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Prosz=C4=99 zap=C5=82aci=C4=87.',
      '',
    ];
    writeFileSync(join(api.mailsFolder, name), raw.join('\r\n'));
    writeFileSync(join(api.mailsFolder, 'secret.txt'), 'no mail');
    const { items, total } = await get('auditor', '/api/mails');
    assert.equal(total, 1);
    assert.deepEqual(items[0], {
      id: name,
      from: 'Hurtownia Zmyślona <a@b.example>',
      to: ['jan@dom.example'],
      subject: 'Złoty',
      receivedAt: '2025-11-23T09:00:00.000Z',
      effectKey: 'effect-7',
    });
    assert.match((await get('auditor', `/api/mails/${name}`)).text, /Proszę zapłacić\./);
    await get('auditor', '/api/mails/secret.txt', 404);
  });
});
