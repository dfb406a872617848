import { join } from 'node:path';

/** What the local servers came to, for the processes of the application. */
export interface Installation {
  dataFolder: string;
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  /** Port of the web page and the API. */
  port: number;
  /** Port of the SMTP sandbox. */
  sandboxSmtpPort: number;
  /** Port of the sandboxes of SMS, KRD and the e-court. */
  sandboxHttpPort: number;
}

/**
 * The environment variables of worker, API, SMTP sandbox and seed. This is the only place that makes them; a production
 * deployment sets the same ones itself.
 *
 * - `DATABASE_URL`: PostgreSQL URL of the application's database.
 * - `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`: host:port of the front end, and the namespace that cases run in.
 * - `KROK_DATA`: folder of keys (`keys/`), sandbox mail and sign-ins; readable by the application's user only.
 * - `KROK_HOST`, `KROK_PORT`: where the API listens, and serves the web page.
 * - `KROK_SMTP_URL`: mail server that e-mails leave by, as `smtp://host:port`.
 * - `KROK_SANDBOX_SMTP_PORT`: port of 127.0.0.1 that the SMTP sandbox listens on.
 * - `KROK_SANDBOX_HTTP_PORT`: port of 127.0.0.1 that the sandboxes of SMS, KRD and the e-court listen on. Real services
 *   and the court's schemas: see `channel-settings.ts` of the worker; those variables are passed on as they are.
 * - `KROK_SIGN_INS`: file that the seed writes the first sign-ins to, mode 0600.
 */
export function applicationEnvironment(installation: Installation): Record<string, string> {
  const { dataFolder, port, sandboxSmtpPort, sandboxHttpPort } = installation;
  return {
    DATABASE_URL: installation.databaseUrl,
    TEMPORAL_ADDRESS: installation.temporalAddress,
    TEMPORAL_NAMESPACE: installation.temporalNamespace,
    KROK_DATA: dataFolder,
    KROK_HOST: process.env['KROK_HOST'] || '127.0.0.1',
    KROK_PORT: String(port),
    KROK_SMTP_URL: process.env['KROK_SMTP_URL'] || `smtp://127.0.0.1:${sandboxSmtpPort}`,
    KROK_SANDBOX_SMTP_PORT: String(sandboxSmtpPort),
    KROK_SANDBOX_HTTP_PORT: String(sandboxHttpPort),
    KROK_SIGN_INS: signInsFile(dataFolder),
  };
}

/** Where the sign-ins of this installation are kept. */
export function signInsFile(dataFolder: string): string {
  return join(dataFolder, 'sign-ins.txt');
}
