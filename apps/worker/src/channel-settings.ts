import { join } from 'node:path';
import {
  type ChannelSettings,
  EPU_PATH,
  readEpuAccounts,
  type ReceiverSettings,
  SIDDIN_PATH,
  SMS_SANDBOX_PATH,
  WEBHOOK_SANDBOX_PATH,
} from '@krok/channels';
import { findBrowser } from './find-browser.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The ways out of the firm, from the environment. Where no real service is named, and `KROK_SANDBOX_HTTP_PORT` is set,
 * its sandbox takes its place; where neither is, the channel is not set up.
 *
 * - `KROK_SMTP_URL`, `KROK_SANDBOX_SMTP_PORT`
 * - `KROK_SMS_URL` (SMSAPI's `sms.do`), `KROK_SMS_TOKEN`
 * - `KROK_KRD_URL` (Siddin's `Import.asmx`), `KROK_KRD_USER`, `KROK_KRD_PASSWORD`
 * - `KROK_EPU_URL`, `KROK_EPU_USER`, `KROK_EPU_PASSWORD`, `KROK_EPU_API_KEY`
 * - `KROK_EPU_ACCOUNTS`: JSON file with password and key of each creditor that has an account of its own
 * - `KROK_EPU_SCHEMAS`: folder of the court's schemas; claims are validated by them
 * - `KROK_WEBHOOK_<SYSTEM>_URL`, `KROK_WEBHOOK_<SYSTEM>_TOKEN`: a system of the firm (`orders` for `KROK_WEBHOOK_ORDERS_URL`)
 * - `PUPPETEER_EXECUTABLE_PATH`: browser that prints letters
 */
export function channelSettings(environment: Environment, dataFolder: string, smtpUrl: string): ChannelSettings {
  return {
    smtpUrl,
    sandboxPort: environment['KROK_SANDBOX_SMTP_PORT'],
    letters: { folder: join(dataFolder, 'letters'), executablePath: () => findBrowser() },
    receivers: receiverSettings(environment),
  };
}

function receiverSettings(environment: Environment): ReceiverSettings {
  const sandboxPort = environment['KROK_SANDBOX_HTTP_PORT'] || undefined;
  const urlOf = (name: string, path: string): string | undefined =>
    environment[name] || (sandboxPort === undefined ? undefined : `http://127.0.0.1:${sandboxPort}${path}`);
  // The sandboxes want credentials as the real services do, and take any.
  const secret = (service: string, name: string): string =>
    environment[`${service}_${name}`] || (environment[`${service}_URL`] ? '' : 'sandbox');
  const sms = urlOf('KROK_SMS_URL', SMS_SANDBOX_PATH);
  const krd = urlOf('KROK_KRD_URL', SIDDIN_PATH);
  const epu = urlOf('KROK_EPU_URL', EPU_PATH);
  const accounts = environment['KROK_EPU_ACCOUNTS'] || undefined;
  const webhooks = webhookSystems(environment, sandboxPort);
  return {
    sandboxPort,
    ...(webhooks && { webhooks }),
    ...(sms && { sms: { url: sms, token: secret('KROK_SMS', 'TOKEN') } }),
    ...(krd && { krd: { url: krd, user: secret('KROK_KRD', 'USER'), password: secret('KROK_KRD', 'PASSWORD') } }),
    ...(epu && {
      epu: {
        url: epu,
        account: {
          user: secret('KROK_EPU', 'USER'),
          password: secret('KROK_EPU', 'PASSWORD'),
          apiKey: secret('KROK_EPU', 'API_KEY'),
        },
        ...(accounts !== undefined && { accounts: readEpuAccounts(accounts) }),
        schemas: environment['KROK_EPU_SCHEMAS'] || undefined,
      },
    }),
  };
}

/** Those that are named; beside the sandbox a system `orders`, so that the shipped procedures run. */
function webhookSystems(
  environment: Environment,
  sandboxPort: string | undefined,
): ReceiverSettings['webhooks'] | null {
  const named = Object.entries(environment).flatMap(([key, url]) => {
    const name = /^KROK_WEBHOOK_([A-Z][A-Z0-9_]{0,30})_URL$/.exec(key)?.[1];
    if (name === undefined || !url) return [];
    const token = environment[`KROK_WEBHOOK_${name}_TOKEN`];
    return [[name.toLowerCase().replaceAll('_', '-'), { url, ...(token !== undefined && { token }) }] as const];
  });
  const orders = sandboxPort && { orders: { url: `http://127.0.0.1:${sandboxPort}${WEBHOOK_SANDBOX_PATH}` } };
  const systems = { ...orders, ...Object.fromEntries(named) };
  return Object.keys(systems).length > 0 ? systems : null;
}
