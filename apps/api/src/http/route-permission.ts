import type { Permission } from '@krok/contracts/schemas';
import type { FastifyInstance, RouteOptions } from 'fastify';

/** `public`: without sign-in. `signed-in`: any person with a session. Otherwise the permission that it takes. */
export type RoutePermission = 'public' | 'signed-in' | Permission;

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: RoutePermission;
    /** What a body may be beside application/json. */
    upload?: readonly string[];
  }
}

/** A route as the permission test and the start check see it. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly permission: RoutePermission;
}

/**
 * Collects every route of the app; once it is ready, one without a declared permission fails the start.
 * Must be registered before any route.
 */
export function requireRoutePermissions(app: FastifyInstance): () => DeclaredRoute[] {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const silent = routes.filter((route) => route.config?.permission === undefined);
    if (silent.length > 0) {
      const names = silent.map((route) => `${String(route.method)} ${route.url}`).join(', ');
      throw new Error(`Expected every route to declare its permission but these do not: ${names}`);
    }
  });
  return () =>
    routes.flatMap(({ method, url, config }) =>
      (Array.isArray(method) ? method : [method]).map((one) => ({
        method: one,
        url,
        permission: config?.permission ?? 'public',
      })),
    );
}

/** Declares one permission for all routes of a scope whose plugin leaves us no say (static files, the API's pages). */
export function declareForScope(scope: FastifyInstance, permission: RoutePermission): void {
  scope.addHook('onRoute', (route) => {
    route.config = { ...route.config, permission };
  });
}
