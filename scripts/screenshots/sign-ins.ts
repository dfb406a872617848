import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../services/locations.ts';
import type { Role } from './screens.ts';

/** A cookie of somebody who is signed in. */
export interface Session {
  readonly name: string;
  readonly value: string;
}

/** One session for each person, whatever the number of looks; all of them end with `end`. */
export class SignIns {
  readonly #base: string;
  readonly #sessions = new Map<Role, Promise<Session>>();

  constructor(base: string) {
    this.#base = base;
  }

  of(role: Role): Promise<Session> {
    const known = this.#sessions.get(role) ?? this.#signIn(role);
    this.#sessions.set(role, known);
    return known;
  }

  async end(): Promise<void> {
    for (const session of this.#sessions.values()) {
      const { name, value } = await session;
      await fetch(`${this.#base}/api/sign-out`, { method: 'POST', headers: { cookie: `${name}=${value}` } });
    }
  }

  async #signIn(role: Role): Promise<Session> {
    const answer = await fetch(`${this.#base}/api/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ email: `${role}@krok.example`, password: passwordOf(role) }),
      headers: { 'content-type': 'application/json' },
    });
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? [];
    if (!answer.ok || name === undefined || value === undefined)
      throw new Error(`Expected ${role} to be signed in, but the answer was ${answer.status} ${await answer.text()}`);
    return { name, value };
  }
}

function passwordOf(role: Role): string {
  const lines = readFileSync(join(dataFolder(), 'sign-ins.txt'), 'utf8');
  return new RegExp(`^${role}@krok\\.example\\s+(\\S+)`, 'm').exec(lines)?.[1] ?? '';
}
