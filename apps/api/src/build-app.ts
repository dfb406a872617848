import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { randomUUID } from 'node:crypto';
import Fastify, { LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ApiApp } from './api-app.ts';
import { defaultLimits, type ApiOptions } from './dependencies.ts';
import { CaseTapes } from './case-view/case-tapes.ts';
import { ExecutableCache } from './case-view/executable-cache.ts';
import { describeApi } from './http/openapi.ts';
import { refuseForeignOrigins } from './http/origin-check.ts';
import { answerProblems, answerUnroutable } from './http/problem-reply.ts';
import { logRequests } from './http/request-log.ts';
import { requireRoutePermissions, type DeclaredRoute } from './http/route-permission.ts';
import { securityHeaders } from './http/security-headers.ts';
import { storeProblem } from './http/store-problem.ts';
import { webPages } from './http/web-pages.ts';
import { approvalRoutes } from './routes/approvals.ts';
import { caseFileRoutes } from './routes/case-files.ts';
import { caseMigrationRoutes } from './routes/case-migrations.ts';
import { caseRoutes } from './routes/cases.ts';
import { clockRoutes } from './routes/clock.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { heatRoutes } from './routes/heat.ts';
import { draftRoutes } from './routes/drafts.ts';
import { dutyRoutes } from './routes/duties.ts';
import { documentRoutes } from './routes/documents.ts';
import { effectRoutes } from './routes/effects.ts';
import { healthRoute } from './routes/health.ts';
import { incidentRepairRoutes } from './routes/incident-repairs.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { importRoutes } from './routes/imports.ts';
import { liveRoutes } from './routes/live.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { searchRoutes } from './routes/search.ts';
import { jobRoutes } from './routes/jobs.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { ledgerChangeRoutes } from './routes/ledger-changes.ts';
import { logRoutes } from './routes/logs.ts';
import { mailRoutes } from './routes/mails.ts';
import { messageRoutes } from './routes/messages.ts';
import { operationRoutes } from './routes/operations.ts';
import { organisationSettingRoutes } from './routes/organisation-settings.ts';
import { partyRoutes } from './routes/parties.ts';
import { partySettingRoutes } from './routes/party-settings.ts';
import { policyRoutes } from './routes/policies.ts';
import { publishingRoutes } from './routes/publishing.ts';
import { procedureVersionRoutes } from './routes/procedure-versions.ts';
import { registeredLetterRoutes } from './routes/registered-letters.ts';
import { repairRoutes } from './routes/repairs.ts';
import { sandboxRoutes } from './routes/sandboxes.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { standstillRoutes } from './routes/standstills.ts';
import { writeOffRoutes } from './routes/write-offs.ts';
import { workRoutes } from './routes/work.ts';
import { SandboxMails } from './sandbox/sandbox-mails.ts';
import { authorise } from './sign-in/authorise.ts';

export interface KrokApi {
  readonly app: ApiApp;
  /** Every route with its permission; complete once the app is ready. */
  readonly routes: () => readonly DeclaredRoute[];
}

/** The whole API on an open store; the caller listens, and closes the store. */
export async function buildApp(options: ApiOptions): Promise<KrokApi> {
  const limits = { ...defaultLimits, ...options.limits };
  const app: ApiApp = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 384 * 1024,
    genReqId: () => randomUUID(),
    // Behind a proxy that we are told of, the address of the person is what it forwards.
    trustProxy: options.publicOrigin !== undefined ? 'loopback' : false,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    frameworkErrors: answerUnroutable,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // JSON only: a form of another site can send text/plain without asking.
  app.removeContentTypeParser('text/plain');

  const routes = requireRoutePermissions(app);
  answerProblems(app, storeProblem);
  logRequests(app);
  await securityHeaders(app, options.publicOrigin);
  await app.register(cookie);
  await app.register(rateLimit, { max: limits.requestsPerMinute, timeWindow: 60_000 });
  refuseForeignOrigins(app, options.publicOrigin);
  const sessions = authorise(app, options, limits);
  await describeApi(app);

  const executables = new ExecutableCache(options.store);
  const { store } = options;
  healthRoute(app, store);
  sessionRoutes(app, { ...options, sessions, limits });
  partyRoutes(app, store);
  organisationSettingRoutes(app, store);
  importRoutes(app, store);
  ledgerRoutes(app, store);
  ledgerChangeRoutes(app, store);
  deploymentRoutes(app, store);
  procedureVersionRoutes(app, store);
  draftRoutes(app, store);
  publishingRoutes(app, store);
  heatRoutes(app, store, executables);
  caseRoutes(app, store);
  const tapes = new CaseTapes(store, executables);
  logRoutes(app, store, tapes);
  caseFileRoutes(app, store, tapes);
  documentRoutes(app, store, options.lettersFolder);
  operationRoutes(app, store, options.realNow ?? Date.now);
  const mails = new SandboxMails(store, options.mailsFolder);
  workRoutes(app, store, executables, mails);
  searchRoutes(app, store);
  notificationRoutes(app, store, executables);
  const { sessionIdleMs } = limits;
  liveRoutes(app, { store, sessions, sessionIdleMs, epoch: randomUUID().replaceAll('-', '') });
  approvalRoutes(app, store);
  jobRoutes(app, store, executables);
  messageRoutes(app, store);
  incidentRoutes(app, store, executables);
  caseMigrationRoutes(app, { store, tapes, executables });
  repairRoutes(app, { store, tapes, executables });
  incidentRepairRoutes(app, { store, tapes, executables });
  standstillRoutes(app, store);
  effectRoutes(app, store);
  clockRoutes(app, store);
  mailRoutes(app, mails);
  sandboxRoutes(app, store, options.dataFolder);
  registeredLetterRoutes(app, { store, tapes, executables });
  partySettingRoutes(app, store);
  policyRoutes(app, store);
  writeOffRoutes(app, store);
  dutyRoutes(app, store);
  await webPages(app, options.webFolder);
  return { app, routes };
}
