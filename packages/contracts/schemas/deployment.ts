import { z } from 'zod';
import { finding } from './problem.ts';
import { text } from './text.ts';

export const deployBody = z.strictObject({
  /** What people call the file. */
  name: text(200).optional(),
  /** BPMN 2.0 XML, at most 1 MB. */
  xml: z.string().min(1),
});
export type DeployBody = z.infer<typeof deployBody>;

export const deployedProcess = z.object({
  processId: z.string(),
  name: z.string().nullable(),
  /** Counts from 1 for each process id. */
  version: z.number().int(),
  versionTag: z.string().nullable(),
});

/** The newest version of a procedure. */
export const processInForce = deployedProcess.extend({
  deploymentId: z.string(),
  /** When this version was first published; real time. */
  since: z.string(),
  /** Open cases that run this version, and those that run others. */
  openCases: z.number().int(),
  openElsewhere: z.number().int(),
});
export type ProcessInForce = z.infer<typeof processInForce>;

export const deployment = z.object({
  id: z.string(),
  name: z.string(),
  deployedAt: z.string(),
  deployedBy: z.string().nullable(),
  processes: z.array(deployedProcess),
});
export type Deployment = z.infer<typeof deployment>;

export const deployAnswer = z.object({
  deployment,
  /** What does not refuse the diagram but is worth a look. */
  warnings: z.array(finding),
});
export type DeployAnswer = z.infer<typeof deployAnswer>;
