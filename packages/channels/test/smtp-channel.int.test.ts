import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import type { DeliveryResult, Mail } from '../src/index.ts';
import { channelTo, mail } from './given.ts';
import { hostileServer, type Stage, type Trick } from './hostile-server.ts';

const LARGE = mail({ text: 'Długi list. '.repeat(1_200_000) });

describe('what an attempt came to', () => {
  const table: [
    what: string,
    tricks: Partial<Record<Stage, Trick>>,
    expected: DeliveryResult['kind'] | 'permanent',
    sent?: Mail,
  ][] = [
    ['all goes well', {}, 'accepted'],
    ['the line breaks after the mail was taken', { QUIT: 'drop' }, 'accepted'],
    ['the greeting never comes', { connect: 'silence' }, 'refused'],
    ['the line breaks at once', { connect: 'drop' }, 'refused'],
    ['a reset at once', { connect: 'reset' }, 'refused'],
    ['the greeting refuses', { connect: '554 no service' }, 'refused'],
    ['the line breaks at EHLO', { EHLO: 'drop' }, 'refused'],
    ['the line breaks at MAIL', { MAIL: 'drop' }, 'refused'],
    ['a reset at RCPT', { RCPT: 'reset' }, 'refused'],
    ['the line breaks at DATA', { DATA: 'drop' }, 'refused'],
    ['silence at DATA', { DATA: 'silence' }, 'refused'],
    ['greylisted', { RCPT: '451 try again' }, 'refused'],
    ['mailbox full', { RCPT: '452 4.2.2 mailbox full' }, 'refused'],
    ['no such mailbox', { RCPT: '550 5.1.1 no such mailbox' }, 'permanent'],
    ['sender refused', { MAIL: '553 5.1.8 not from you' }, 'permanent'],
    ['bad sequence', { MAIL: '503 bad sequence' }, 'refused'],
    ['DATA refused', { DATA: '554 no' }, 'permanent'],
    ['shutting down at RCPT', { RCPT: '421 closing' }, 'refused'],
    ['content refused for good', { end: '554 5.7.1 spam' }, 'permanent'],
    ['content refused for now', { end: '451 4.3.0 later' }, 'refused'],
    ['the line breaks after the end', { end: 'drop' }, 'unknown'],
    ['a reset after the end', { end: 'reset' }, 'unknown'],
    ['no answer to the end', { end: 'silence' }, 'unknown'],
    ['shutting down after the end', { end: '421 closing' }, 'unknown'],
    ['nonsense after the end', { end: 'hello' }, 'unknown'],
    ['another question after the end', { end: '354 more?' }, 'unknown'],
    ['half an answer after the end', { end: '250-wait' }, 'unknown'],
    ['a reset in the middle of a large mail', { part: 'reset' }, 'refused', LARGE],
    ['silence in the middle of a large mail', { part: 'silence' }, 'refused', LARGE],
  ];
  for (const [what, tricks, expected, sent] of table) {
    it(`${what}: ${expected}`, async () => {
      const server = await hostileServer(tricks);
      try {
        const result = await channelTo(server.port, 700).deliver(sent ?? mail(), 'effect-1');
        const kind = result.kind === 'refused' && result.permanent ? 'permanent' : result.kind;
        assert.equal(kind, expected, JSON.stringify(result));
        // The one mistake that must never be made: to call something not delivered that was taken whole and not refused.
        if (result.kind === 'refused' && !/^[45]/.test(tricks.end ?? '')) assert.deepEqual(server.messages, []);
      } finally {
        await server.close();
      }
    });
  }

  it('nobody listens: refused for now', async () => {
    const socket = createServer().listen(0, '127.0.0.1');
    await once(socket, 'listening');
    const address = socket.address();
    assert.ok(address && typeof address === 'object');
    socket.close();
    await once(socket, 'close');
    const result = await channelTo(address.port).deliver(mail(), 'effect-1');
    assert.deepEqual(result, { kind: 'refused', reason: 'ESOCKET', permanent: false });
  });
});

describe('the message on the line', () => {
  it('carries the effect key, one Message-ID of the domain of the sender at every attempt, the date of the organisation', async () => {
    const server = await hostileServer({});
    try {
      const key = 'case-7:job-3@2';
      const first = await channelTo(server.port).deliver(mail(), key);
      const second = await channelTo(server.port).deliver(mail(), key);
      assert.deepEqual(first, { kind: 'accepted', reference: '<case-7=3ajob-3=402@dostawca.example>' });
      assert.deepEqual(second, first);
      const headers = server.messages.map((message) => message.split('\r\n\r\n')[0]?.split('\r\n') ?? []);
      for (const lines of headers) {
        assert.ok(lines.includes('X-Krok-Effect: case-7:job-3@2'));
        assert.ok(lines.includes('Message-ID: <case-7=3ajob-3=402@dostawca.example>'));
        assert.ok(lines.includes('Date: Wed, 25 Nov 2026 09:30:00 +0000'));
      }
    } finally {
      await server.close();
    }
  });

  const injected = [
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example, c@d.example',
    '<a@b.example>',
    'a@b.example> RCPT TO:<c@d.example',
    'nobody',
    '',
    `${'a'.repeat(65)}@b.example`,
  ];
  for (const address of injected) {
    it(`refuses the recipient ${JSON.stringify(address.slice(0, 40))} without a word to the server`, async () => {
      const server = await hostileServer({ connect: 'drop' });
      const result = await channelTo(server.port).deliver(mail({ to: { address } }), 'effect-1');
      await server.close();
      assert.deepEqual(result, { kind: 'refused', reason: 'recipient is no e-mail address', permanent: true });
    });
  }

  it('no subject and no name becomes a header', async () => {
    const server = await hostileServer({});
    try {
      const evil = 'x\r\nBcc: c@d.example\r\n\r\nbody';
      await channelTo(server.port).deliver(
        mail({ subject: evil, to: { address: 'a@b.example', name: evil } }),
        'effect-1',
      );
      const head = server.messages[0]?.split('\r\n\r\n')[0] ?? '';
      assert.match(head, /^Subject: /m);
      assert.doesNotMatch(head, /^Bcc/im);
    } finally {
      await server.close();
    }
  });
});
