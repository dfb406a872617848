import { z } from 'zod';
import { verification } from './case.ts';

/** A step as it was recorded: command and events are the engine's own, elements by dense index. */
export const replayStep = z.object({
  seq: z.number().int(),
  commandId: z.string(),
  command: z.looseObject({ kind: z.string() }),
  events: z.array(z.looseObject({ kind: z.string() })),
  env: z.object({ now: z.number(), zone: z.string(), calendarVersion: z.string() }),
  /** Who or what caused it. `books`: payments, promises and holds of the ledger. */
  origin: z.enum(['person', 'clock', 'books', 'machine']),
  actor: z.string().nullable(),
  note: z.string().nullable(),
  channel: z.string().nullable(),
  /** Of what left in answer to the step before: its text can be asked for. */
  effectId: z.string().nullable(),
});
export type ReplayStep = z.infer<typeof replayStep>;

const definitionShape = {
  version: z.number().int(),
  xml: z.string(),
  /** Executable process as the compiler wrote it. */
  executable: z.looseObject({ elements: z.array(z.looseObject({})), flows: z.array(z.looseObject({})) }),
};

/** What a browser needs to be at any position of a case by itself. */
export const replay = z.object({
  caseId: z.string(),
  caseKey: z.string().nullable(),
  processName: z.string().nullable(),
  /** What the case started with, and what it went over to since. */
  ...definitionShape,
  migratedTo: z.array(z.object({ hash: z.string(), ...definitionShape })),
  steps: z.array(replayStep),
  head: z.number().int(),
});
export type Replay = z.infer<typeof replay>;

/** Everything that an auditor takes along about one case. */
export const auditFile = z.object({
  format: z.literal('krok-audit-1'),
  exportedAt: z.string(),
  exportedBy: z.string(),
  case: z.looseObject({}),
  /** Of what the case started with. */
  executableHash: z.string(),
  executable: z.looseObject({}),
  /** What it went over to since, in order. */
  migratedTo: z.array(z.object({ executableHash: z.string(), executable: z.looseObject({}) })),
  xml: z.string(),
  steps: z.array(z.looseObject({})),
  hashes: z.array(z.object({ seq: z.number().int(), hash: z.string() })),
  verification,
  approvals: z.array(z.looseObject({})),
  timeline: z.array(z.looseObject({})),
});
