import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { channelSettings } from '../src/channel-settings.ts';

const SMTP = 'smtp://127.0.0.1:2525';

describe('channels from the environment', () => {
  it('without services and sandbox there are letters and e-mail only', () => {
    const { letters, receivers } = channelSettings({}, '/data', SMTP);
    assert.equal(letters?.folder, '/data/letters');
    assert.deepEqual(receivers, { sandboxPort: undefined });
  });

  it('the sandbox takes the place of every service that is not named', () => {
    const { receivers } = channelSettings(
      { KROK_SANDBOX_HTTP_PORT: '8123', KROK_SMS_URL: 'https://api.smsapi.pl/sms.do', KROK_SMS_TOKEN: 'secret' },
      '/data',
      SMTP,
    );
    assert.deepEqual(receivers?.sms, { url: 'https://api.smsapi.pl/sms.do', token: 'secret' });
    assert.equal(receivers?.krd?.url, 'http://127.0.0.1:8123/Siddin/2.1/Import.asmx');
    assert.equal(receivers?.epu?.url, 'http://127.0.0.1:8123/api2/EpuWS.EpuService.svc');
  });

  it('a real service never gets made-up credentials', () => {
    const { receivers } = channelSettings(
      { KROK_KRD_URL: 'https://krd.example/x', KROK_SANDBOX_HTTP_PORT: '8123' },
      '/data',
      SMTP,
    );
    assert.deepEqual(receivers?.krd, { url: 'https://krd.example/x', user: '', password: '' });
    assert.equal(receivers?.epu?.account.user, 'sandbox');
  });
});
