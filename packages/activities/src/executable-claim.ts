import type { ExecutableProcess } from '@krok/bpmn/executable';

/** Stands for the executable until the worker's codec puts the stored bytes in its place: the history keeps 64 characters, not 20 KB. */
export function executableClaim(hash: string): ExecutableProcess {
  return { claim: hash } as unknown as ExecutableProcess;
}
