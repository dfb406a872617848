import { spawnSync } from 'node:child_process';
import { ServiceError } from './service-error.ts';

/** The user whom a server runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. Under root this gives the system's user `postgres`, created if need be;
 * under anybody else nothing, because the server then runs as the caller.
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp() ?? create();
}

/** Whether the account may do `access` (`-x`, `-r`, `-w` of test(1)) with a path. */
export function mayAccess(account: Account | undefined, access: '-x' | '-r' | '-w', path: string): boolean {
  return spawnSync('test', [access, path], { cwd: '/', ...account }).status === 0;
}

function lookUp(): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

function create(): Account {
  const attempts = [
    ['useradd', '--system', '--user-group', '--no-create-home', 'postgres'],
    ['adduser', '-S', '-D', '-H', 'postgres'],
  ] as const;
  for (const [command, ...args] of attempts) {
    const account = spawnSync(command, args).status === 0 ? lookUp() : undefined;
    if (account) return account;
  }
  throw new ServiceError(
    'no-postgres-account',
    'Expected a user "postgres" to run PostgreSQL as (it refuses to run as root), but there is none and it could not be created.',
    'Create one (useradd --system postgres), run as an ordinary user, or set DATABASE_URL to a server of your own.',
  );
}
