import type { CaseFile } from '@krok/contracts/schemas';
import type { CaseLine, CommandActor } from '@krok/store';
import type { CaseTape } from './case-tapes.ts';
import { reasonOf } from './logged-step.ts';

/** By whom and why a case stands still, of the last time that it was suspended. */
export function caseSuspension(
  { suspendedAt }: Pick<CaseLine, 'suspendedAt'>,
  { tape }: CaseTape,
  actors: ReadonlyMap<string, CommandActor>,
): CaseFile['suspension'] {
  if (suspendedAt === null) return null;
  const step = tape.steps.findLast(({ command }) => command.kind === 'suspend');
  if (step === undefined) return null;
  return { by: actors.get(step.commandId)?.name ?? null, reason: reasonOf(step.command) };
}
