import type { Repair as RepairView, RepairAct } from '@krok/contracts/schemas';
import { step } from '@krok/engine';
import type { CaseLine, Repair } from '@krok/store';
import { mustBeOpen } from '../case-view/case-lines.ts';
import { ApiProblem } from '../errors.ts';
import type { Person } from '../sign-in/person.ts';
import { commandOf } from './command-of.ts';
import { type CaseReader, standingCase } from './standing-case.ts';

export interface Asked {
  readonly key: string;
  readonly seen: number;
  readonly reason?: string | undefined;
}

/**
 * Puts a repair on its way. What the engine would refuse now is refused at once, in its own words; the case itself says
 * the last word, for it may move on before the command arrives.
 */
export async function askRepair(
  reader: CaseReader,
  line: CaseLine,
  person: Person,
  act: RepairAct,
  { key, seen, reason }: Asked,
): Promise<Repair> {
  const { store } = reader;
  const standing = await standingCase(reader, line);
  const command = commandOf(standing.linked, act, reason);
  if ((await store.repairs.find(line.id, key)) === null) {
    mustBeOpen(line);
    if (standing.head !== seen) throw new ApiProblem('case-moved-on');
    const tried = step(standing.linked, standing.state, command, standing.env);
    if (tried.kind === 'rejected') {
      const { code, message } = tried.rejection;
      throw new ApiProblem('repair-refused', { detail: message, refusal: code });
    }
  }
  return store.repairs.ask({ caseId: line.id, id: key, command, seen, by: person.userId });
}

export function repairView({ id, state }: Repair): RepairView {
  return {
    id,
    state: state.kind,
    seq: state.kind === 'done' ? state.seq : null,
    refusal: state.kind === 'refused' ? { ...state.refusal } : null,
  };
}
