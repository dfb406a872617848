import { z } from 'zod';

/** Bounds of the variables of one command: bytes of JSON text in UTF-8, and nesting. */
export const variableLimits = { bytesEach: 32 * 1024, bytesTogether: 256 * 1024, depth: 32, names: 500 } as const;

/** Variables of a case: a JSON object whose names are plain and whose values stay within `variableLimits`. */
export const variables = z
  .record(z.string(), z.unknown())
  .superRefine((value, context) => {
    const names = Object.keys(value);
    if (names.length > variableLimits.names) {
      context.addIssue({
        code: 'custom',
        message: `Expected at most ${variableLimits.names} variables but got ${names.length}`,
      });
      return;
    }
    let together = 0;
    for (const name of names) {
      const problem = problemOf(name, value[name]);
      if (problem) context.addIssue({ code: 'custom', path: [name], message: problem });
      else together += bytes(value[name]);
    }
    if (together > variableLimits.bytesTogether) {
      context.addIssue({
        code: 'custom',
        message: `Expected at most 256 KB of variables but got ${Math.ceil(together / 1024)} KB`,
      });
    }
  })
  .meta({ description: 'A JSON object. At most 32 KB a variable, 256 KB together, 32 levels.' });

function problemOf(name: string, value: unknown): string | undefined {
  if (!/^[\p{L}_$][\p{L}\p{N}_$]{0,127}$/u.test(name))
    return 'Expected the name of a variable (letters, digits, _) but got other characters';
  const wrong = wrongPart(value);
  if (wrong) return wrong;
  const size = bytes(value);
  return size > variableLimits.bytesEach ? `Expected at most 32 KB but got ${Math.ceil(size / 1024)} KB` : undefined;
}

/** Walks without recursion: the nesting is the sender's choice. */
function wrongPart(root: unknown): string | undefined {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > variableLimits.depth) return `Expected at most ${variableLimits.depth} levels but got more`;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'number' && !Number.isFinite(value))
        return 'Expected a number but got one beyond the range of JSON numbers';
      if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed()))
        return 'Expected text but got broken Unicode';
      if (typeof value === 'object' && value !== null) {
        for (const [key, part] of Object.entries(value)) {
          if (key.includes('\u0000') || !key.isWellFormed()) return 'Expected text but got broken Unicode in a name';
          next.push(part);
        }
      }
    }
    level = next;
  }
  return undefined;
}

function bytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
