import { ApiError } from './client.ts';

/** Asks again at this pace, milliseconds, until the answer is that there is no such thing: it does not come back. */
export function untilGone(every: number | (() => number)) {
  return ({ state: { error } }: { readonly state: { readonly error: unknown } }): number | false => {
    if (error instanceof ApiError && error.code === 'not-found') return false;
    return typeof every === 'number' ? every : every();
  };
}
