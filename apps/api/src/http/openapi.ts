import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { ApiApp } from '../api-app.ts';
import { declareForScope } from './route-permission.ts';

/** OpenAPI at /docs (pages) and /docs/json, from the very schemas that check requests and answers. */
export async function describeApi(app: ApiApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Krok',
        version: '0.1.0',
        description:
          'Receivables-collection procedures, step by step. Errors are problem details (RFC 9457) with stable codes.',
      },
      tags: ['sign-in', 'procedures', 'cases', 'log', 'work', 'jobs', 'messages', 'oversight', 'clock', 'sandbox'].map(
        (name) => ({ name }),
      ),
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'krok-session' } } },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(async (scope) => {
    declareForScope(scope, 'public');
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      uiConfig: { docExpansion: 'list', tryItOutEnabled: false },
    });
  });
}
