import { mail, mailSummary, pageOf, pageQuery } from '@krok/contracts/schemas';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { ApiProblem } from '../errors.ts';
import type { SandboxMails } from '../sandbox/sandbox-mails.ts';
import { asking } from '../sign-in/person.ts';

/** Mails that the sandbox received from the organisation: what would have left the firm. */
export function mailRoutes(app: ApiApp, mails: SandboxMails): void {
  const config = { permission: 'mails.read' } as const;

  app.get(
    '/api/mails',
    {
      config,
      schema: {
        tags: ['sandbox'],
        summary: 'Mails of the sandbox, newest first',
        querystring: pageQuery,
        response: { 200: pageOf(mailSummary) },
      },
    },
    async (request) => {
      const { page, size } = request.query;
      return { ...(await mails.list(asking(request).organisationId, page, size)), page, size };
    },
  );

  app.get(
    '/api/mails/:id',
    {
      config,
      schema: {
        tags: ['sandbox'],
        summary: 'One mail',
        params: z.object({ id: z.string().max(100) }),
        response: { 200: mail },
      },
    },
    async (request) => {
      const found = await mails.mail(asking(request).organisationId, request.params.id);
      if (!found) throw new ApiProblem('not-found');
      return found;
    },
  );
}
