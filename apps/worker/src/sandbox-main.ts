import { join } from 'node:path';
import { startSandbox, startSandboxReceivers } from '@krok/channels';
import { pino } from 'pino';

/**
 * The sandboxes as a process of their own, so that they outlive a killed worker as real receivers would. From the
 * environment: `KROK_DATA`; `KROK_SANDBOX_SMTP_PORT` for mails; `KROK_SANDBOX_HTTP_PORT` for SMS, KRD and the e-court
 * (none of them without it), `KROK_EPU_SCHEMAS` for the court's schemas; for crash tests `KROK_SANDBOX_ACCEPT_DELAY_MS`,
 * the time between what came on the disk and the answer.
 */
const log = pino({ name: 'sandbox' });

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  log.fatal(`Expected the environment variable ${name} but it is not set.`);
  process.exit(2);
}

const dataFolder = required('KROK_DATA');
const folder = join(dataFolder, 'sandbox-mail');
const port = Number(required('KROK_SANDBOX_SMTP_PORT'));
const httpPort = process.env['KROK_SANDBOX_HTTP_PORT'] || undefined;
const acceptDelayMs = Number(process.env['KROK_SANDBOX_ACCEPT_DELAY_MS'] ?? 0);

try {
  const sandbox = await startSandbox({
    folder,
    port,
    acceptDelayMs,
    onAccepted: (mail) => log.info({ mail }, 'accepted'),
  });
  const receivers =
    httpPort === undefined
      ? null
      : await startSandboxReceivers({
          dataFolder,
          port: Number(httpPort),
          epuSchemas: process.env['KROK_EPU_SCHEMAS'] || undefined,
          answerDelayMs: acceptDelayMs,
          onKept: (receiver) => log.info({ receiver }, 'answered'),
        });
  log.info({ port: sandbox.port, httpPort: receivers?.port }, 'sandbox ready');
  const stop = () => void Promise.all([sandbox.close(), receivers?.close()]).then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  log.fatal({ error }, `Expected to listen on 127.0.0.1:${port} and ${httpPort ?? 'no other'} but could not.`);
  process.exit(1);
}
