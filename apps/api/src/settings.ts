import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the environment says; scripts/services/environment.ts names every variable. */
export interface Settings {
  readonly databaseUrl: string;
  readonly dataFolder: string;
  readonly keysFolder: string;
  readonly mailsFolder: string;
  readonly lettersFolder: string;
  readonly host: string;
  readonly port: number;
  readonly publicOrigin?: string;
  readonly webFolder: string;
  readonly logLevel: string;
}

/** Throws with the name of the variable that is missing or wrong. */
export function settings(environment: NodeJS.ProcessEnv): Settings {
  const required = (name: string): string => {
    const value = environment[name];
    if (value) return value;
    throw new Error(`Expected the environment variable ${name} but it is not set.`);
  };
  const dataFolder = required('KROK_DATA');
  const port = Number(environment['KROK_PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`Expected KROK_PORT to be a port but got ${environment['KROK_PORT']}.`);
  return {
    databaseUrl: required('DATABASE_URL'),
    dataFolder,
    keysFolder: join(dataFolder, 'keys'),
    mailsFolder: join(dataFolder, 'sandbox-mail'),
    lettersFolder: join(dataFolder, 'letters'),
    host: environment['KROK_HOST'] || '127.0.0.1',
    port,
    ...publicOrigin(environment['KROK_ORIGIN']),
    webFolder: environment['KROK_WEB'] || fileURLToPath(new URL('../../web/dist', import.meta.url)),
    logLevel: environment['KROK_LOG_LEVEL'] || 'info',
  };
}

function publicOrigin(given: string | undefined): { publicOrigin?: string } {
  if (!given) return {};
  if (!URL.canParse(given))
    throw new Error('Expected KROK_ORIGIN to be an address such as https://krok.example but it is none.');
  return { publicOrigin: new URL(given).origin };
}
