import type { FastifyInstance } from 'fastify';

/** One line a request: the route's pattern instead of the address, which may hold what a person searched for. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const level = reply.statusCode >= 500 ? 'error' : 'debug';
    request.log[level](
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        ...(request.person && { user: request.person.userId }),
      },
      'answered',
    );
  });
}
