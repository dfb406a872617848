import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './locations.ts';
import { ServiceError } from './service-error.ts';

/** Where the application's database of this clone is: of `DATABASE_URL`, else of the data folder that `npm start` keeps. */
export function keptDatabase(): { readonly url: string; readonly keysFolder: string } {
  const folder = dataFolder();
  const given = process.env['DATABASE_URL'];
  return { url: given || keptUrl(join(folder, 'postgres'), folder), keysFolder: join(folder, 'keys') };
}

function keptUrl(server: string, folder: string): string {
  try {
    const [port, password] = ['port', 'password'].map((name) => readFileSync(join(server, name), 'utf8').trim());
    return `postgres://krok:${password}@127.0.0.1:${port}/krok`;
  } catch {
    throw new ServiceError(
      'no-installation',
      `Expected Krok to be running with the data folder ${folder}, but it was never started there.`,
      'Run npm start first, or set KROK_DATA or DATABASE_URL.',
    );
  }
}
