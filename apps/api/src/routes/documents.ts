import { identifier, sentDocument } from '@krok/contracts/schemas';
import type { Effect, Store } from '@krok/store';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { ApiProblem } from '../errors.ts';
import { asking, type Person } from '../sign-in/person.ts';

const params = z.object({ id: identifier });
const fileName = /^[0-9a-f-]{36}$/;

/** What was sent, word for word. `lettersFolder`: where the PDF files are kept by effect. */
export function documentRoutes(app: ApiApp, store: Store, lettersFolder: string | undefined): void {
  const config = { permission: 'cases.read' } as const;

  app.get(
    '/api/effects/:id/document',
    {
      config,
      schema: {
        tags: ['cases'],
        summary: 'The text that was sent, or where its file is',
        params,
        response: { 200: sentDocument },
      },
    },
    async (request) => {
      const effect = await own(request.params.id, asking(request));
      const pdf = await letter(effect);
      if (pdf) {
        const sha256 = createHash('sha256').update(pdf).digest('hex');
        const intact = effect.reference === null || effect.reference === sha256;
        return { kind: 'letter' as const, path: `/api/effects/${effect.id}/letter.pdf`, sha256, intact };
      }
      const kept = await store.caseFiles.document(effect.id);
      if (!kept) return { kind: 'none' as const };
      const { mediaType, from = null, to = null, subject = null, text } = kept;
      return { kind: 'text' as const, mediaType, from, to, subject, text };
    },
  );

  app.get(
    '/api/effects/:id/letter.pdf',
    { config, schema: { tags: ['cases'], summary: 'The very letter, as PDF', params } },
    async (request, reply) => {
      const pdf = await letter(await own(request.params.id, asking(request)));
      if (!pdf) throw new ApiProblem('not-found');
      // Shown in a frame of our own pages.
      return reply
        .header('content-type', 'application/pdf')
        .header('content-disposition', 'inline; filename="letter.pdf"')
        .header('content-security-policy', "frame-ancestors 'self'")
        .header('x-frame-options', 'SAMEORIGIN')
        .send(pdf);
    },
  );

  async function own(id: string, person: Person): Promise<Effect> {
    const effect = await store.acts.effect(id);
    const bundle = await store.acts.bundle(effect.bundleId);
    if (bundle.organisationId !== person.organisationId) throw new ApiProblem('not-found');
    return effect;
  }

  async function letter({ id }: Effect): Promise<Buffer | null> {
    if (lettersFolder === undefined || !fileName.test(id)) return null;
    try {
      return await readFile(join(lettersFolder, `${id}.pdf`));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }
}
