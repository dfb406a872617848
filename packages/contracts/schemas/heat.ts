import { z } from 'zod';
import { identifier } from './text.ts';

/** `deploymentId`: a version; absent: the one in force. `days`: how far back paths are counted. */
export const heatQuery = z.strictObject({
  deploymentId: identifier.optional(),
  days: z.coerce.number().int().min(1).max(3660).default(30),
});

/** Where open cases of a procedure's version stand, and what cases went through. Versions that run alike count as one. */
export const heatAnswer = z.object({
  deploymentId: z.string(),
  version: z.number().int(),
  openCases: z.number().int(),
  /** Open cases of the procedure that run other versions. */
  openElsewhere: z.number().int(),
  days: z.number().int(),
  standing: z.array(z.object({ element: z.string(), cases: z.number().int(), incidents: z.number().int() })),
  /** Cases that entered the element within the days, and how often they ever did. */
  passed: z.array(z.object({ element: z.string(), cases: z.number().int(), times: z.number().int() })),
});
export type HeatAnswer = z.infer<typeof heatAnswer>;
