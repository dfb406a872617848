import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { OfficialDesk } from './support/official-desk.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const INPUT = '<Input><Order ID="e1"><AddInformation userID="l1" /></Order></Input>';
const STRANGE = '0f0f0f0f-0000-7000-8000-000000000001';

describe('what the sandboxes received, over the API', () => {
  let api: TestApi;
  let key: string;
  before(async () => {
    api = await testApi({ manualClockAt: Date.UTC(2026, 6, 1, 10) });
    key = await (await OfficialDesk.open(api)).leaving();
  });
  after(() => api.close());

  async function get(role: Parameters<TestApi['cookie']>[0], url: string, status = 200) {
    const answer = await api.app.inject({ url, headers: { cookie: await api.cookie(role) } });
    assert.equal(answer.statusCode, status, `${url}: ${answer.body}`);
    return answer.json();
  }

  const keep = (sandbox: string, name: string, content: string) => {
    const folder = join(dirname(api.mailsFolder), sandbox);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), content);
  };

  const mail = (effect: string, subject: string) =>
    [
      'Return-Path: <a@b.example>',
      'Delivered-To: jan@dom.example',
      'From: =?UTF-8?Q?Hurtownia_Zmy=C5=9Blona?= <a@b.example>',
      'To: jan@dom.example',
      `Subject: ${subject}`,
      `X-Krok-Effect: ${effect}`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Prosz=C4=99 zap=C5=82aci=C4=87.',
      '',
    ].join('\r\n');

  it('shows the mails of the sandbox, and nothing else of the disk', async () => {
    assert.equal((await get('auditor', '/api/mails')).total, 0);
    const name = '001763888400000-0123456789ab.eml';
    keep('sandbox-mail', name, mail(key, '=?UTF-8?B?WsWCb3R5?='));
    keep('sandbox-mail', 'secret.txt', 'no mail');
    const { items, total } = await get('auditor', '/api/mails');
    assert.equal(total, 1);
    assert.deepEqual(items[0], {
      id: name,
      from: 'Hurtownia Zmyślona <a@b.example>',
      to: ['jan@dom.example'],
      subject: 'Złoty',
      receivedAt: '2025-11-23T09:00:00.000Z',
      effectKey: key,
    });
    assert.match((await get('auditor', `/api/mails/${name}`)).text, /Proszę zapłacić\./);
    await get('auditor', '/api/mails/secret.txt', 404);
  });

  it('shows nothing that another organisation of the installation sent', async () => {
    const strange = '001763888400001-0123456789ab.eml';
    keep('sandbox-mail', strange, mail(STRANGE, 'Cudza'));
    const { items } = await get('auditor', '/api/mails');
    assert.deepEqual(
      items.map(({ subject }: { subject: string }) => subject),
      ['Złoty'],
    );
    await get('auditor', `/api/mails/${strange}`, 404);

    for (const [at, effect] of [key, STRANGE].entries()) {
      const name = `00176388840000${at}-01234567.json`;
      const sms = { at: 1, form: { to: '48100000091', message: `"idx": "${key}"`, idx: effect }, parts: 1 };
      const order = { job: `job-${at}`, at: 1, input: INPUT, refusal: null, order: effect };
      const xml = `<curr:Pozwy OznaczeniePaczki="${effect}"/>`;
      keep('sandbox-sms', name, JSON.stringify(sms, null, 1));
      keep('sandbox-krd', name, JSON.stringify(order, null, 1));
      keep('sandbox-epu', name, JSON.stringify({ kind: 'claim', reference: `r${at}`, number: 1, at: 1, xml }, null, 1));
    }
    for (const kind of ['sms', 'krd', 'epu']) {
      const shown = await get('auditor', `/api/sandbox/${kind}`);
      assert.deepEqual([shown.total, shown.items.length, shown.items[0].id], [1, 1, '001763888400000-01234567'], kind);
    }
    const [order] = (await get('auditor', '/api/sandbox/krd')).items;
    assert.deepEqual([order.action, order.listing, order.xml], ['add', 'l1', INPUT], 'exactly as it came');
  });
});
