import type { CaseFile } from '@krok/contracts/schemas';
import type { InstanceState } from '@krok/engine';
import type { CommandActor } from '@krok/store';
import { iso } from './case-position.ts';
import type { CaseTape } from './case-tapes.ts';

/** Since when, by whom and why a case is being ended that is not yet: listeners of its tasks are heard before. */
export function caseEnding({ tape }: CaseTape, actors: ReadonlyMap<string, CommandActor>): CaseFile['ending'] {
  const { state } = tape.at(tape.length);
  if (!isBeingEnded(state)) return null;
  const step = tape.steps.findLast(({ events }) =>
    events.some((event) => event.kind === 'elementTerminating' && event.instance === state.root),
  );
  if (step === undefined) return null;
  const { command, commandId, env } = step;
  const by = actors.get(commandId)?.name ?? null;
  const cause = command.kind !== 'cancel' ? 'error' : by === null ? 'caller' : 'person';
  const reason = command.kind === 'cancel' && by !== null && command.reason !== '' ? command.reason : null;
  return { since: iso(env.now), cause, by, reason };
}

function isBeingEnded({ status, instances, root }: InstanceState): boolean {
  return status === 'active' && instances[root]?.status === 'terminating';
}
