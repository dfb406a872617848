import { identifier, importQuery, importReport, importRun } from '@krok/contracts/schemas';
import { readOpenItemsFile } from '@krok/imports';
import type { ImportReport, ImportRun, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { iso } from '../case-view/case-position.ts';
import { ApiProblem } from '../errors.ts';
import { ownCreditor } from '../ledger-view/own-parties.ts';
import { asking } from '../sign-in/person.ts';

const csv = ['text/csv'];
/** About 60,000 lines. */
const mostBytes = 10 * 1024 * 1024;
const mostErrors = 1000;

/** Files of open items: debtors, invoices, payments (docs/how-to/import-open-items.md). */
export function importRoutes(app: ApiApp, store: Store): void {
  // A scope of its own: files are accepted here and nowhere else.
  void app.register(async (scope: ApiApp) => {
    scope.addContentTypeParser(csv, { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      '/api/imports',
      {
        config: { permission: 'ledger.import', upload: csv },
        bodyLimit: mostBytes,
        schema: {
          tags: ['ledger'],
          summary: 'Import open items',
          description:
            'Body: the bytes of a CSV file as text/csv, UTF-8 or Windows-1250. Good lines are kept, bad ones reported.',
          querystring: importQuery,
          response: { 200: importReport },
        },
      },
      async (request) => {
        const person = asking(request);
        const { creditorId, name } = request.query;
        await ownCreditor(store, creditorId, person);
        const bytes: unknown = request.body;
        if (!Buffer.isBuffer(bytes)) throw new ApiProblem('unsupported-media-type');
        const { file, sha256 } = readOpenItemsFile(bytes);
        const done = await store.ledger.importOpenItems({
          creditorId,
          sha256,
          fileName: name,
          file,
          by: person.userId,
        });
        return reportView(done);
      },
    );
  });

  app.get(
    '/api/imports',
    {
      config: { permission: 'ledger.read' },
      schema: {
        tags: ['ledger'],
        summary: 'Imports, newest first',
        response: { 200: z.object({ items: z.array(importRun) }) },
      },
    },
    async (request) => ({ items: (await store.ledger.imports(asking(request).organisationId)).map(runView) }),
  );

  app.get(
    '/api/imports/:id',
    {
      config: { permission: 'ledger.import' },
      schema: {
        tags: ['ledger'],
        summary: 'One import with the lines that were refused',
        params: z.object({ id: identifier }),
        response: { 200: importReport },
      },
    },
    async (request) => {
      const report = await store.ledger.importReport(request.params.id);
      if (report.organisationId !== asking(request).organisationId) throw new ApiProblem('not-found');
      return reportView(report);
    },
  );
}

function runView({ id, creditorId, fileName, sha256, counts, errorCount, at }: ImportRun): z.infer<typeof importRun> {
  return { id, creditorId, fileName, sha256, counts, errorCount, at: iso(at) };
}

function reportView(report: ImportReport): z.infer<typeof importReport> {
  return { ...runView(report), outcome: report.outcome, errors: report.errors.slice(0, mostErrors) };
}
