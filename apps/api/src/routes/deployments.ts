import { uploadLimits } from '@krok/bpmn/xml';
import {
  deployAnswer,
  deployBody,
  deployment,
  identifier,
  pageOf,
  pageQuery,
  processInForce,
  text,
} from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { deployDiagram } from '../deploy/deploy-diagram.ts';
import { deploymentLineView, deploymentView } from '../deploy/deployment-view.ts';
import { needsNoSecondPerson } from '../deploy/second-person.ts';
import { ApiProblem } from '../errors.ts';
import { asking } from '../sign-in/person.ts';

const xmlTypes = ['application/xml', 'text/xml', 'application/bpmn+xml'];
const idParams = z.object({ id: identifier });

/** Diagrams become procedures that cases run. */
export function deploymentRoutes(app: ApiApp, store: Store): void {
  // A scope of its own: the upload types are accepted here and nowhere else.
  void app.register(async (scope: ApiApp) => {
    scope.addContentTypeParser(
      xmlTypes,
      { parseAs: 'string', bodyLimit: uploadLimits.bytes + 1 },
      (_request, body, done) => done(null, { xml: body }),
    );
    scope.post(
      '/api/deployments',
      {
        config: { permission: 'procedures.deploy', upload: xmlTypes },
        // JSON text of 1 MB of XML with its quotes and line ends escaped.
        bodyLimit: uploadLimits.bytes * 3,
        schema: {
          tags: ['procedures'],
          summary: 'Deploy a BPMN diagram',
          description:
            'Body: BPMN 2.0 XML as application/xml, or JSON {name, xml}. What cannot run is refused with findings.',
          querystring: z.object({ name: text(200).optional() }),
          body: deployBody,
          response: { 201: deployAnswer },
        },
      },
      async (request, reply) => {
        const person = asking(request);
        const { xml, name = request.query.name } = request.body;
        await needsNoSecondPerson(store, person.organisationId);
        if (Buffer.byteLength(xml) > uploadLimits.bytes) throw new ApiProblem('body-too-large');
        const { deploymentId, warnings } = await deployDiagram(store, {
          organisationId: person.organisationId,
          by: person.userId,
          xml,
          ...(name !== undefined && { name }),
        });
        return reply
          .code(201)
          .send({ deployment: await deploymentView(store, deploymentId, person.organisationId), warnings });
      },
    );
  });

  app.get(
    '/api/deployments',
    {
      config: { permission: 'procedures.read' },
      schema: {
        tags: ['procedures'],
        summary: 'Deployments, newest first',
        querystring: pageQuery,
        response: { 200: pageOf(deployment) },
      },
    },
    async (request) => {
      const { page, size } = request.query;
      const { items, total } = await store.overview.deployments({
        organisationId: asking(request).organisationId,
        page,
        size,
      });
      return { items: items.map(deploymentLineView), page, size, total };
    },
  );

  app.get(
    '/api/processes',
    {
      config: { permission: 'procedures.read' },
      schema: {
        tags: ['procedures'],
        summary: 'Procedures in force: the newest version of each, since when, and its open cases',
        response: { 200: z.object({ items: z.array(processInForce) }) },
      },
    },
    async (request) => ({
      items: (await store.deployments.list(asking(request).organisationId)).map(
        ({ processId, name, version, versionTag, deploymentId, since, openCases, openElsewhere }) => ({
          processId,
          name,
          version,
          versionTag,
          deploymentId,
          since: iso(since),
          openCases,
          openElsewhere,
        }),
      ),
    }),
  );

  app.get(
    '/api/deployments/:id',
    {
      config: { permission: 'procedures.read' },
      schema: { tags: ['procedures'], summary: 'One deployment', params: idParams, response: { 200: deployment } },
    },
    async (request) => deploymentView(store, request.params.id, asking(request).organisationId),
  );

  app.get(
    '/api/deployments/:id/xml',
    {
      config: { permission: 'procedures.read' },
      schema: {
        tags: ['procedures'],
        summary: 'The BPMN XML as it was deployed',
        params: idParams,
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const found = await store.deployments.read(request.params.id);
      if (found.organisationId !== asking(request).organisationId) throw new ApiProblem('not-found');
      return reply
        .type('application/xml; charset=utf-8')
        .header('content-disposition', 'attachment; filename="procedure.bpmn"')
        .serializer((value: unknown) => String(value))
        .send(found.xml);
    },
  );
}
