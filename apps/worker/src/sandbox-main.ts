import { join } from 'node:path';
import { startSandbox } from '@krok/channels';
import { pino } from 'pino';

/**
 * The SMTP sandbox as a process of its own, so that it outlives a killed worker as a real mail server would. From the
 * environment: `KROK_DATA`, `KROK_SANDBOX_SMTP_PORT`; for crash tests `KROK_SANDBOX_ACCEPT_DELAY_MS`, the time between
 * a mail on the disk and the answer 250.
 */
const log = pino({ name: 'sandbox' });

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  log.fatal(`Expected the environment variable ${name} but it is not set.`);
  process.exit(2);
}

const folder = join(required('KROK_DATA'), 'sandbox-mail');
const port = Number(required('KROK_SANDBOX_SMTP_PORT'));
const acceptDelayMs = Number(process.env['KROK_SANDBOX_ACCEPT_DELAY_MS'] ?? 0);

try {
  const sandbox = await startSandbox({
    folder,
    port,
    acceptDelayMs,
    onAccepted: (mail) => log.info({ mail }, 'accepted'),
  });
  log.info({ port: sandbox.port }, 'sandbox ready');
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  log.fatal({ error }, `Expected to listen on 127.0.0.1:${port} but could not.`);
  process.exit(1);
}
