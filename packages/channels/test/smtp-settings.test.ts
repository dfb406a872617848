import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChannels, messageIdOf, smtpSettings } from '../src/index.ts';

describe('KROK_SMTP_URL', () => {
  it('demands TLS of every server that is not this machine', () => {
    assert.equal(smtpSettings('smtp://mail.example').requireTls, true);
    assert.equal(smtpSettings('smtp://mail.example?tls=optional').requireTls, false);
    assert.equal(smtpSettings('smtps://mail.example').secure, true);
    assert.equal(smtpSettings('smtp://127.0.0.1:2525').requireTls, false);
  });

  it('reads port, password and own name', () => {
    assert.deepEqual(smtpSettings('smtps://us%40er:p%2Fw@mail.example?name=krok.example'), {
      host: 'mail.example',
      port: 465,
      secure: true,
      requireTls: false,
      credentials: { user: 'us@er', password: 'p/w' },
      ownHost: 'krok.example',
    });
  });

  for (const url of ['', 'mail.example', 'http://mail.example', 'smtp://u:secret@mail.example?tls=optional']) {
    it(`refuses ${JSON.stringify(url)} without repeating it`, () => {
      assert.throws(
        () => smtpSettings(url),
        (error: Error) => /KROK_SMTP_URL/.test(error.message) && !error.message.includes('secret'),
      );
    });
  }

  it('only the port of the sandbox on this machine is the sandbox', () => {
    assert.equal(createChannels({ smtpUrl: 'smtp://127.0.0.1:2525', sandboxPort: '2525' }).email.sandbox, true);
    assert.equal(createChannels({ smtpUrl: 'smtp://127.0.0.1:25', sandboxPort: '2525' }).email.sandbox, false);
    assert.equal(createChannels({ smtpUrl: 'smtp://mail.example:2525', sandboxPort: '2525' }).email.sandbox, false);
    assert.equal(createChannels({ smtpUrl: 'smtp://127.0.0.1:2525' }).email.sandbox, false);
  });
});

describe('a Message-ID', () => {
  it('differs for different effects and has the form of RFC 5322', () => {
    const ids = ['a:b', 'a.b', 'a=3ab', 'a/b'].map((key) => messageIdOf(key, 'krok.example'));
    assert.equal(new Set(ids).size, 4);
    for (const id of ids) assert.match(id, /^<[A-Za-z0-9=_-]+@krok\.example>$/);
  });

  it('refuses a key that would break a header', () => {
    assert.throws(() => messageIdOf('a\r\nb', 'krok.example'), { code: 'CHANNEL_EFFECT_KEY' });
  });
});
