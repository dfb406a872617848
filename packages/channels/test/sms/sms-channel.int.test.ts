import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type DeliveryResult, listSandboxSms, receiverAddress, smsApiChannel } from '../../src/index.ts';
import { answeringServer } from '../answering-server.ts';
import { receiversRig } from '../receivers-rig.ts';

const NOW = Date.parse('2026-11-25T09:30:00Z');
const SMS = { to: '+48 500 600 700', from: 'Krok', text: 'Zaległość 1 234,56 zł, & więcej', date: NOW };

describe('SMS through the sandbox', () => {
  it('keeps exactly what came, once per effect key, over a restart, and can be asked', async () => {
    let rig = await receiversRig();
    try {
      const first = await rig.sms.deliver(SMS, 'effect-1');
      assert.ok(first.kind === 'accepted');
      rig = await rig.restart();
      assert.equal((await rig.sms.deliver(SMS, 'effect-1')).kind, 'accepted');
      const [kept, ...rest] = listSandboxSms(join(rig.data, 'sandbox-sms'));
      assert.equal(rest.length, 0);
      assert.deepEqual(kept, {
        id: first.reference,
        at: NOW,
        parts: 1,
        form: {
          to: '48500600700',
          message: SMS.text,
          format: 'json',
          encoding: 'utf-8',
          idx: 'effect-1',
          check_idx: '1',
          from: 'Krok',
        },
      });
      assert.deepEqual(await rig.sms.find?.('effect-1', NOW), { kind: 'delivered', reference: first.reference });
      assert.deepEqual(await rig.sms.find?.('effect-2', NOW), { kind: 'notDelivered' });
    } finally {
      await rig.close();
    }
  });

  for (const [what, sms] of [
    ['no number', { ...SMS, to: '12' }],
    ['no text', { ...SMS, text: ' ' }],
    ['too long a text', { ...SMS, text: 'ą'.repeat(500) }],
  ] as const) {
    it(`${what}: refused for good without a word to the operator`, async () => {
      const server = await answeringServer({ status: 200, body: '{}' });
      const result = await channelTo(server.port).deliver(sms, 'effect-1');
      await server.close();
      assert.ok(result.kind === 'refused' && result.permanent);
      assert.deepEqual(server.requests, []);
    });
  }
});

describe('what the operator answers', () => {
  const table: [
    what: string,
    answer: { status: number; body: string } | 'cut',
    expected: DeliveryResult['kind'] | 'permanent',
  ][] = [
    ['queued', { status: 200, body: '{"count":1,"list":[{"id":"A1","status":"QUEUE"}]}' }, 'accepted'],
    ['known idx', { status: 200, body: '{"error":53,"message":"idx"}' }, 'accepted'],
    ['wrong number', { status: 200, body: '{"error":13,"message":"number"}' }, 'permanent'],
    ['wrong token', { status: 401, body: '{"error":101,"message":"auth"}' }, 'refused'],
    ['no money', { status: 200, body: '{"error":103,"message":"points"}' }, 'refused'],
    ['too many requests', { status: 429, body: '' }, 'refused'],
    ['a broken server', { status: 502, body: '<html>' }, 'unknown'],
    ['an answer of another form', { status: 200, body: 'OK' }, 'unknown'],
    ['a line that breaks after the request', 'cut', 'unknown'],
  ];
  for (const [what, answer, expected] of table) {
    it(`${what}: ${expected}`, async () => {
      const server = await answeringServer(answer);
      const result = await channelTo(server.port).deliver(SMS, 'effect-1');
      await server.close();
      assert.equal(result.kind === 'refused' && result.permanent ? 'permanent' : result.kind, expected);
    });
  }
  it('nobody listens: refused for now', async () => {
    const server = await answeringServer('cut');
    await server.close();
    assert.deepEqual(await channelTo(server.port).deliver(SMS, 'effect-1'), {
      kind: 'refused',
      reason: 'ECONNREFUSED',
      permanent: false,
    });
  });
  it('plain http leads to this machine only', () => {
    assert.throws(() => receiverAddress('http://sms.example/sms.do', undefined), { code: 'CHANNEL_RECEIVER_URL' });
    assert.equal(receiverAddress('https://127.0.0.1:1/', 2).sandbox, false);
    assert.equal(receiverAddress('http://127.0.0.1:2/', '2').sandbox, true);
  });
});

function channelTo(port: number) {
  return smsApiChannel({ address: receiverAddress(`http://127.0.0.1:${port}/sms.do`, undefined), token: 'token' });
}
