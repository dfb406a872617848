import { z } from 'zod';
import { identifier } from './text.ts';

/** What a person says of single elements and flows by id: the counterpart, or null for none. */
const byHand = z.record(z.string().max(200), z.string().max(200).nullable());

/** From and to: deployments of the same process. */
export const migrationPlanBody = z.object({ from: identifier, to: identifier, byHand: byHand.default({}) });

export const migrationFinding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'notice']),
  elementId: z.string(),
  elementName: z.string().nullable(),
  targetId: z.string().nullable(),
  /** For the log; people read the text of the code. */
  message: z.string(),
});
export type MigrationFindingView = z.infer<typeof migrationFinding>;

const version = z.object({ deploymentId: z.string(), version: z.number().int(), hash: z.string(), xml: z.string() });

/** One row of the mapping: an element in which a case can stand. */
export const migrationPair = z.object({
  sourceId: z.string(),
  sourceName: z.string().nullable(),
  type: z.string(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  /** `changed`: what it waits for or orders is another. */
  match: z.enum(['same', 'changed', 'none']),
  /** How the counterpart was found. */
  by: z.enum(['id', 'likeness', 'hand', 'nobody']),
});
export type MigrationPair = z.infer<typeof migrationPair>;

export const migrationPlan = z.object({
  source: version,
  target: version,
  pairs: z.array(migrationPair),
  /** What can be chosen as a counterpart. */
  targets: z.array(z.object({ id: z.string(), name: z.string().nullable(), type: z.string() })),
  /** Active cases on the source. */
  cases: z.number().int(),
});
export type MigrationPlan = z.infer<typeof migrationPlan>;

export const migrationPreviewBody = migrationPlanBody.extend({
  /** Only these; absent: every case on the source. */
  cases: z.array(identifier).max(5_000).optional(),
  /** The last case of the page before. */
  after: identifier.optional(),
  size: z.number().int().min(1).max(100).default(50),
});

export const migrationPreviewItem = z.object({
  caseId: z.string(),
  caseKey: z.string().nullable(),
  debtorName: z.string().nullable(),
  fits: z.boolean(),
  findings: z.array(migrationFinding),
  /** Where it stands: ids of the source. */
  elements: z.array(z.string()),
  /** Terms that would be others; ISO date and time, null for none. */
  timers: z.array(
    z.object({ elementName: z.string().nullable(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type MigrationPreviewItem = z.infer<typeof migrationPreviewItem>;

export const migrationPreview = z.object({
  items: z.array(migrationPreviewItem),
  total: z.number().int(),
  /** Give it as `after` for the next page; null: that was the last. */
  next: z.string().nullable(),
});
export type MigrationPreview = z.infer<typeof migrationPreview>;

export const startMigrationBody = migrationPlanBody.extend({
  /** Chosen by who asks: asked twice it is one migration. */
  key: z.uuid(),
  reason: z.string().trim().min(1).max(500),
  cases: z.union([z.literal('all'), z.array(identifier).min(1).max(5_000)]),
});

export const caseMigration = z.object({
  id: z.string(),
  processId: z.string(),
  fromVersion: z.number().int(),
  toVersion: z.number().int(),
  reason: z.string(),
  askedBy: z.string().nullable(),
  askedAt: z.string(),
  counts: z.object({
    waiting: z.number().int(),
    migrated: z.number().int(),
    refused: z.number().int(),
    closed: z.number().int(),
    aside: z.number().int(),
  }),
});
export type CaseMigrationView = z.infer<typeof caseMigration>;

export const caseMigrationResult = z.object({
  caseId: z.string(),
  caseKey: z.string().nullable(),
  debtorName: z.string().nullable(),
  state: z.enum(['waiting', 'migrated', 'refused', 'closed', 'aside']),
  /** Of a refused one. */
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Why it does not fit as it stands now. */
  findings: z.array(migrationFinding),
});
export type CaseMigrationResultView = z.infer<typeof caseMigrationResult>;

export const caseMigrationResults = caseMigration.extend({ items: z.array(caseMigrationResult) });
export type CaseMigrationResults = z.infer<typeof caseMigrationResults>;
