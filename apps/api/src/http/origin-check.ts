import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiProblem } from '../errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a state-changing request that another site sent: by its Origin, or by Sec-Fetch-Site where there is none.
 * `publicOrigin` is the address people use (behind a proxy); without it the server is local and its own Host counts,
 * as long as that is a loopback name (a foreign name that resolves to us is a rebinding attack).
 */
export function refuseForeignOrigins(app: FastifyInstance, publicOrigin: string | undefined): void {
  app.addHook('onRequest', async (request) => {
    if (safeMethods.has(request.method)) return;
    const { origin, 'sec-fetch-site': site } = request.headers;
    const foreign =
      origin === undefined
        ? site !== undefined && site !== 'same-origin' && site !== 'none'
        : !isOwn(origin, request, publicOrigin);
    if (foreign) throw new ApiProblem('foreign-origin');
  });
}

function isOwn(origin: string, request: FastifyRequest, publicOrigin: string | undefined): boolean {
  if (publicOrigin !== undefined) return origin === publicOrigin;
  const own = `http://${request.headers.host ?? ''}`;
  return origin === own && URL.canParse(own) && isLoopback(new URL(own).hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
