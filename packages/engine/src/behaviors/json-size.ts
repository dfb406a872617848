import type { Json, Variables } from '../types/index.ts';
import { MAX_VARIABLE_SIZE } from '../version.ts';

/** About how many bytes the JSON text takes; stops counting soon after the bound for one variable. No recursion. */
export function sizeOf(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  let size = 0;
  const open: Json[] = [value];
  while (open.length > 0 && size <= MAX_VARIABLE_SIZE) {
    const at = open.pop();
    if (typeof at === 'string') size += at.length + 2;
    else if (typeof at !== 'object' || at === null) size += 8;
    else if (Array.isArray(at)) {
      size += 2 + at.length;
      for (const each of at) open.push(each);
    } else {
      size += 2;
      for (const [key, each] of Object.entries(at)) {
        size += key.length + 4;
        open.push(each);
      }
    }
  }
  return size;
}

export interface Refusal {
  readonly tooLarge: boolean;
  readonly message: string;
}

/** Why the variables of a command can't be taken, or null. What comes from outside is trusted in nothing. */
export function refusalOf(variables: Variables): Refusal | null {
  if (!isPlainObject(variables)) return invalid('Expected variables to be a JSON object but they are not');
  for (const name of Object.keys(variables)) {
    if (name === '' || name === '__proto__') return invalid(`Expected a variable name but got "${name}"`);
    const value = variables[name];
    if (typeof value === 'number' ? Number.isFinite(value) : value === null || typeof value === 'boolean') continue;
    const reason = refusalOfValue(value);
    if (reason !== null) {
      return { tooLarge: reason === TOO_LARGE, message: `Expected variable "${name}" to ${reason}` };
    }
  }
  return null;
}

function invalid(message: string): Refusal {
  return { tooLarge: false, message };
}

function refusalOfValue(value: unknown): string | null {
  let size = 0;
  const open: unknown[] = [value];
  const depths: number[] = [0];
  while (open.length > 0) {
    const at = open.pop();
    const depth = depths.pop() ?? 0;
    size += 8;
    if (typeof at === 'string') size += at.length;
    else if (typeof at === 'number') {
      if (!Number.isFinite(at)) return 'hold finite numbers but it holds another';
    } else if (at !== null && typeof at !== 'boolean') {
      if (!Array.isArray(at) && !isPlainObject(at)) return 'be JSON but it is not';
      if (depth >= MAX_DEPTH) return `nest at most ${MAX_DEPTH} levels deep but it nests deeper`;
      for (const key of Object.keys(at)) {
        if (!Array.isArray(at)) size += key.length;
        open.push((at as Record<string, unknown>)[key]);
        depths.push(depth + 1);
      }
    }
    if (size > MAX_VARIABLE_SIZE * 4) break;
  }
  return size > MAX_VARIABLE_SIZE * 4 || sizeOf(value as Json) > MAX_VARIABLE_SIZE ? TOO_LARGE : null;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype as object) === null;
}

const MAX_DEPTH = 100;
const TOO_LARGE = `take at most ${MAX_VARIABLE_SIZE} bytes but it takes more`;
