import { mail, mailSummary, pageOf, pageQuery } from '@krok/contracts/schemas';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { ApiProblem } from '../errors.ts';
import { listMails, readMail } from '../mails/sandbox-folder.ts';

/** Mails that the sandbox received: what would have left the firm. */
export function mailRoutes(app: ApiApp, folder: string | undefined): void {
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
      return { ...(folder === undefined ? { items: [], total: 0 } : await listMails(folder, page, size)), page, size };
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
      const found = folder === undefined ? null : await readMail(folder, request.params.id);
      if (!found) throw new ApiProblem('not-found');
      return found;
    },
  );
}
