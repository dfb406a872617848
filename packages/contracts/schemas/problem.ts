import { z } from 'zod';

/** What a check of a diagram says about one place. */
export const finding = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  element: z.string().optional(),
  message: z.string(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  path: z.string().optional(),
  /** Name of the form or decision table; absent for the diagram. */
  file: z.string().optional(),
});
export type Finding = z.infer<typeof finding>;

/** Problem details (RFC 9457). `code` is stable and documented in docs/errors.md. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  requestId: z.string(),
  /** Wrong inputs: where, as a JSON pointer (RFC 6901) into the body, or the name of a query parameter. */
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  /** Why a diagram was refused. */
  findings: z.array(finding).optional(),
  /** Why the case refused it: the engine's own code. */
  refusal: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;
