import { z } from 'zod';

/**
 * Text of at most `max` characters that PostgreSQL can hold: well-formed Unicode without control characters.
 * Empty text is refused.
 */
export function text(max: number): z.ZodString {
  return z.string().min(1).max(max).refine(isPlain, 'Expected plain text but got control characters or broken Unicode');
}

/** Text that may span lines. Empty text is refused. */
export function prose(max: number): z.ZodString {
  return z.string().min(1).max(max).refine(isProse, 'Expected text but got control characters or broken Unicode');
}

/** Identifier of a row, an element or a process, as it stands in paths. */
export const identifier = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9_.:-]*$/, 'Expected an identifier but got other characters');

/** An instant, ISO 8601 with milliseconds in UTC. */
export const instant = z.iso.datetime({ offset: true });

function isPlain(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return value.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(value);
}

function isProse(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return value.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value);
}
