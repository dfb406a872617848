import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookie that holds a session's token: 256 random bits. The server keeps only the hash of it. */
export class SessionCookie {
  readonly name: string;
  readonly #secure: boolean;
  readonly #lifetimeSeconds: number;

  constructor(secure: boolean, lifetimeMs: number) {
    // Browsers take the prefix only with Secure, and Secure not over plain http.
    this.name = secure ? '__Host-krok-session' : 'krok-session';
    this.#secure = secure;
    this.#lifetimeSeconds = Math.floor(lifetimeMs / 1000);
  }

  read(request: FastifyRequest): string | undefined {
    const token = request.cookies[this.name];
    return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
  }

  /** A new token, set as the cookie. */
  issue(reply: FastifyReply): string {
    const token = randomBytes(32).toString('base64url');
    void reply.setCookie(this.name, token, { ...this.#attributes(), maxAge: this.#lifetimeSeconds });
    return token;
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.#attributes());
  }

  #attributes() {
    return { path: '/', httpOnly: true, secure: this.#secure, sameSite: 'strict' } as const;
  }
}
