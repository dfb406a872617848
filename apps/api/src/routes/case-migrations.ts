import {
  caseMigration,
  caseMigrationResults,
  identifier,
  migrationPlan as planSchema,
  migrationPlanBody,
  migrationPreview,
  migrationPreviewBody,
  startMigrationBody,
} from '@krok/contracts/schemas';
import type { CaseLine } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { migrationPlan } from '../case-migrations/migration-plan.ts';
import { migrationView, resultViews } from '../case-migrations/migration-view.ts';
import { previewMigration } from '../case-migrations/preview-migration.ts';
import { twoVersions } from '../case-migrations/two-versions.ts';
import { ApiProblem } from '../errors.ts';
import type { CaseReader } from '../repairs/standing-case.ts';
import { asking, type Person } from '../sign-in/person.ts';

const params = z.object({ processId: identifier });
const tags = ['migrations'];
const config = { permission: 'cases.migrate' } as const;

/** Running cases go over to another version of their procedure: foretold for each, done for each, a result for each. */
export function caseMigrationRoutes(app: ApiApp, reader: CaseReader): void {
  const { store } = reader;

  app.post(
    '/api/processes/:processId/migrations/plan',
    {
      config,
      schema: {
        tags,
        summary: 'What corresponds in two versions of a procedure',
        params,
        body: migrationPlanBody,
        response: { 200: planSchema },
      },
    },
    async (request) => {
      const person = asking(request);
      const two = await twoVersions(reader, person, request.params.processId, request.body);
      return migrationPlan(store, person.organisationId, two);
    },
  );

  app.post(
    '/api/processes/:processId/migrations/preview',
    {
      config,
      schema: {
        tags,
        summary: 'What would become of each case; changes nothing',
        params,
        body: migrationPreviewBody,
        response: { 200: migrationPreview },
      },
    },
    async (request) => {
      const person = asking(request);
      const { cases, after, size } = request.body;
      const two = await twoVersions(reader, person, request.params.processId, request.body);
      const running = await store.caseMigrations.running(person.organisationId, two.processId, two.source.hash);
      const asked = cases === undefined ? running : running.filter((id) => cases.includes(id));
      const rest = after === undefined ? asked : asked.filter((id) => id > after);
      const page = rest.slice(0, size);
      const items = [];
      for (const id of page) items.push(await previewMigration(reader, await ownLine(id, person), two));
      return { items, total: asked.length, next: rest.length > size ? (page.at(-1) ?? null) : null };
    },
  );

  app.post(
    '/api/processes/:processId/migrations',
    {
      config,
      schema: {
        tags,
        summary: 'Let cases go over; each has its own result',
        description:
          'Said again with the same key it is the same migration. A case that no longer fits when its turn comes is refused and stays on its version.',
        params,
        body: startMigrationBody,
        response: { 202: caseMigration },
      },
    },
    async (request, reply) => {
      const person = asking(request);
      const { key, reason, cases } = request.body;
      const { processId, source, target, mapping } = await twoVersions(
        reader,
        person,
        request.params.processId,
        request.body,
      );
      const migration = await store.caseMigrations.start({
        id: key,
        organisationId: person.organisationId,
        processId,
        sourceHash: source.hash,
        targetDeploymentId: target.deploymentId,
        mapping,
        reason,
        by: person.userId,
        cases,
      });
      return reply.code(202).send(migrationView(migration));
    },
  );

  app.get(
    '/api/processes/:processId/migrations',
    {
      config: { permission: 'procedures.read' },
      schema: {
        tags,
        summary: 'Migrations of a procedure, newest first',
        params,
        response: { 200: z.object({ items: z.array(caseMigration) }) },
      },
    },
    async (request) => {
      const found = await store.caseMigrations.list(asking(request).organisationId, request.params.processId);
      return { items: found.map(migrationView) };
    },
  );

  app.get(
    '/api/migrations/:id',
    {
      config,
      schema: {
        tags,
        summary: 'What became of each case of a migration',
        params: z.object({ id: identifier }),
        response: { 200: caseMigrationResults },
      },
    },
    async (request) => {
      const person = asking(request);
      const found = await store.caseMigrations.find(person.organisationId, request.params.id);
      if (found === null) throw new ApiProblem('not-found');
      const { processId, sourceHash, targetDeploymentId, mapping } = found;
      const versions = await store.deployments.versions(person.organisationId, processId);
      const from = versions.find(({ hash }) => hash === sourceHash)?.deploymentId ?? '';
      const two = await twoVersions(reader, person, processId, { from, to: targetDeploymentId, byHand: {} });
      const items = await resultViews(reader, { ...two, mapping }, await store.caseMigrations.results(found.id));
      return { ...migrationView(found), items };
    },
  );

  async function ownLine(caseId: string, { organisationId }: Person): Promise<CaseLine> {
    const line = await store.overview.case(caseId);
    if (line.organisationId !== organisationId) throw new ApiProblem('not-found');
    return line;
  }
}
