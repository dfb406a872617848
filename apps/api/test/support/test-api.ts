import { polishCalendar } from '@krok/calendar';
import { type Role, role } from '@krok/contracts/schemas';
import { migrate, openStore, type Store } from '@krok/store';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { freshDatabase } from '../../../../scripts/services/test-services.ts';
import type { ApiLimits } from '../../src/dependencies.ts';
import { apiLogger, buildApp, hashPassword, type KrokApi } from '../../src/index.ts';

export interface TestApi extends KrokApi {
  readonly store: Store;
  readonly organisationId: string;
  readonly mailsFolder: string;
  readonly lettersFolder: string;
  /** Session cookie of a person with this role. */
  cookie(of: Role): Promise<string>;
  close(): Promise<void>;
}

interface TestApiOptions {
  readonly limits?: Partial<ApiLimits>;
  readonly publicOrigin?: string;
  readonly log?: Writable;
  readonly manualClockAt?: number;
  readonly webFolder?: string;
}

export const password = 'Right horse, no battery 7';

/** The API on a database of its own, with one organisation and one person per role (`<role>@test.example`). */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  const { limits, publicOrigin, log, manualClockAt, webFolder } = options;
  const url = await freshDatabase('api');
  await migrate(url);
  const folder = mkdtempSync(join(tmpdir(), 'krok-api-'));
  const store = openStore({ url, keysFolder: join(folder, 'keys') });
  const organisationId = await store.organisations.create({
    name: 'Testowa',
    clock: manualClockAt === undefined ? { mode: 'real' } : { mode: 'manual', now: manualClockAt },
    zone: 'Europe/Warsaw',
    calendar: polishCalendar(),
    sendingEnabled: true,
  });
  const passwordHash = await hashPassword(password);
  for (const one of role.options) {
    await store.users.create({
      organisationId,
      email: `${one}@test.example`,
      name: `Osoba ${one}`,
      roles: [one],
      passwordHash,
    });
  }
  const mailsFolder = join(folder, 'sandbox-mail');
  const lettersFolder = join(folder, 'letters');
  const api = await buildApp({
    store,
    logger: apiLogger(log ? 'debug' : 'silent', log),
    mailsFolder,
    lettersFolder,
    dataFolder: folder,
    ...(webFolder !== undefined && { webFolder }),
    ...(limits && { limits }),
    ...(publicOrigin !== undefined && { publicOrigin }),
  });
  await api.app.ready();
  const cookies = new Map<Role, string>();
  return {
    ...api,
    store,
    organisationId,
    mailsFolder,
    lettersFolder,
    async cookie(of) {
      const kept = cookies.get(of) ?? (await signIn(api, `${of}@test.example`));
      cookies.set(of, kept);
      return kept;
    },
    async close() {
      await api.app.close();
      await store.close();
    },
  };
}

export async function signIn({ app }: KrokApi, email: string): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } });
  const [cookie] = answer.cookies;
  if (answer.statusCode !== 200 || !cookie)
    throw new Error(`Expected to sign in but got ${answer.statusCode}: ${answer.body}`);
  return `${cookie.name}=${cookie.value}`;
}

export function demoXml(): string {
  return readFileSync(new URL('../../../../diagrams/first-reminder/first-reminder.bpmn', import.meta.url), 'utf8');
}
