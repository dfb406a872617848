import type { ExecutableProcess } from '@krok/bpmn/executable';
import { link, type Linked } from '@krok/engine';

const cache = new Map<string, Linked>();
const CAPACITY = 500;

/**
 * Links an executable once per worker: this module is preloaded, so all cases of a context share it. Content-addressed,
 * hence no case can see another's data through it, and a hit or a miss gives the same answer.
 */
export function linkedOf(hash: string, executable: ExecutableProcess): Linked {
  const known = cache.get(hash);
  if (known) return known;
  if (cache.size >= CAPACITY) cache.clear();
  const linked = link(executable);
  cache.set(hash, linked);
  return linked;
}
