import { z } from 'zod';
import { deployAnswer } from './deployment.ts';
import { finding } from './problem.ts';
import { identifier, prose, text } from './text.ts';

const fileName = z
  .string()
  .max(120)
  .regex(/^[\p{L}\p{N}_][\p{L}\p{N}_ .()-]*$/u, 'Expected a plain file name but got other characters');

/** A file of a procedure: BPMN XML, a form (JSON) or a decision table (DMN XML), each at most 1 MB. */
export const procedureFile = z.strictObject({
  kind: z.enum(['bpmn', 'form', 'dmn']),
  name: fileName,
  content: z.string().min(1).max(1_048_576),
});
export type ProcedureFile = z.infer<typeof procedureFile>;

const files = z
  .array(procedureFile)
  .min(1)
  .max(30)
  .refine((all) => all.filter(({ kind }) => kind === 'bpmn').length === 1, 'Expected exactly one diagram')
  .refine(
    (all) => new Set(all.map(({ kind, name }) => `${kind} ${name}`)).size === all.length,
    'Expected every file name once',
  );

/** `live` opens the version in force, or the draft that somebody has begun of it; `files` begins a new procedure. */
export const createDraftBody = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('live'), processId: identifier }),
  z.strictObject({ from: z.literal('files'), name: text(200), files }),
]);
export type CreateDraftBody = z.infer<typeof createDraftBody>;

export const draftLine = z.object({
  id: z.string(),
  name: z.string(),
  processId: z.string().nullable(),
  baseDeploymentId: z.string().nullable(),
  revision: z.number().int(),
  createdAt: z.string(),
  savedAt: z.string(),
  savedBy: z.string().nullable(),
  /** Somebody wishes this published; void where its revision is not the draft's. */
  request: z
    .object({
      revision: z.number().int(),
      note: z.string(),
      by: z.string(),
      at: z.string(),
      /** Whether the person who reads this asked. */
      own: z.boolean(),
      declined: z.object({ by: z.string(), note: z.string() }).nullable(),
    })
    .nullable(),
});
export type DraftLine = z.infer<typeof draftLine>;

export const draft = draftLine.extend({ files: z.array(procedureFile) });
export type Draft = z.infer<typeof draft>;

export const createDraftAnswer = z.object({
  id: z.string(),
  /** False: somebody has begun this draft before. */
  created: z.boolean(),
});

export const saveDraftBody = z.strictObject({
  /** The revision that was read; a save by somebody else in between is refused (`draft-changed`). */
  revision: z.number().int().min(1),
  name: text(200),
  files,
});
export const saveDraftAnswer = z.object({ revision: z.number().int() });

export const publishDraftBody = z.strictObject({
  revision: z.number().int().min(1),
  note: prose(2000),
  /** The deployment in force that the draft was compared with; null: the procedure is new. */
  over: z.string().nullable(),
});
export type PublishDraftBody = z.infer<typeof publishDraftBody>;
/** Asks another person to publish a draft as it is. */
export const requestPublishingBody = z.strictObject({ revision: z.number().int().min(1), note: prose(2000) });
/** Takes one's own request back, or says no to another's, with the reason. */
export const answerRequestBody = z.strictObject({ note: z.string().max(2000) });

/** Whether whoever asks for a publication may publish alone. */
export const publishingView = z.object({
  version: z.number().int(),
  secondPerson: z.boolean(),
  note: z.string().nullable(),
  setBy: z.string().nullable(),
  setAt: z.string().nullable(),
});
export const publishingPut = z.strictObject({
  version: z.number().int().min(0),
  secondPerson: z.boolean(),
  note: z.string().max(2000).optional(),
});

export const publishAnswer = deployAnswer.extend({
  /** False: exactly this is in force already. */
  created: z.boolean(),
});

export const restoreBody = z.strictObject({ deploymentId: identifier, note: prose(2000) });

/** A version of a procedure for people. */
export const procedureVersion = z.object({
  deploymentId: z.string(),
  name: z.string().nullable(),
  version: z.number().int(),
  versionTag: z.string().nullable(),
  /** Equal for versions that run alike. */
  hash: z.string(),
  note: z.string().nullable(),
  publishedAt: z.string(),
  publishedBy: z.string().nullable(),
  /** Who asked for it, where another person published. */
  requestedBy: z.string().nullable(),
  openCases: z.number().int(),
});
export type ProcedureVersion = z.infer<typeof procedureVersion>;

export const checkBody = z.strictObject({ files });
export const checkAnswer = z.object({ deployable: z.boolean(), findings: z.array(finding) });
