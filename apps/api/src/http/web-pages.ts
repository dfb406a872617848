import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiApp } from '../api-app.ts';
import { declareForScope } from './route-permission.ts';
import { sendProblem } from './problem-reply.ts';

/** Serves the built pages; an address of theirs answers index.html, anything else a problem. */
export async function webPages(app: ApiApp, folder: string | undefined): Promise<void> {
  const built = folder !== undefined && existsSync(join(folder, 'index.html')) ? folder : undefined;
  if (built) {
    await app.register(async (scope) => {
      declareForScope(scope, 'public');
      await scope.register(fastifyStatic, {
        root: built,
        // Names of assets hold a hash of their content.
        setHeaders: (response, file) => {
          response.header(
            'cache-control',
            file.includes(`${join('/', 'assets', '/')}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
          );
        },
      });
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const [address = ''] = request.url.split('?');
    const isPage =
      request.method === 'GET' && !/^\/(api|docs|assets)(\/|$)/.test(address) && !/\.[a-z0-9]+$/i.test(address);
    if (isPage && built) {
      // Read each time: a new build has other names of assets in it.
      const index = await readFile(join(built, 'index.html'));
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(index);
    }
    return sendProblem(request, reply, 'not-found');
  });
}
