import type { IncidentItem, StandstillItem } from '@krok/contracts/schemas';
import type { Standstill, StandstillCause, Store } from '@krok/store';
import { ApiProblem } from '../errors.ts';
import type { Person } from '../sign-in/person.ts';
import { caseKey } from './case-lines.ts';
import { iso } from './case-position.ts';

type Remedy = StandstillItem['remedy'];

const remedies: Readonly<Record<StandstillCause, { readonly remedy: Remedy; readonly words: string }>> = {
  unstorable: {
    remedy: 'sendAgain',
    words: 'Mend what the database refuses (another value, another release), then retry; or drop the command.',
  },
  tooLarge: {
    remedy: 'sendAgain',
    words: 'Set variables of the case to smaller values, then retry; or drop the command.',
  },
  undeliverable: { remedy: 'sendAgain', words: 'The command is too large for Temporal. Drop it and send less.' },
  failing: { remedy: 'mend', words: 'The case goes on trying and needs nothing more once the cause is gone.' },
  brokenWorkflow: {
    remedy: 'mend',
    words: 'Install a release that mends the workflow, or bring back what it lacks; the case then goes on by itself.',
  },
  logBehind: {
    remedy: 'rebuild',
    words: 'The database is older than the case. Run "krok rebuild"; the case then goes on by itself.',
  },
};

export function remedyOf({ cause }: Standstill): Remedy {
  return remedies[cause].remedy;
}

/** What kind of work it is, and the creditor and debtor that it is about. */
export function ownerOf(workflowId: string): { owner: StandstillItem['owner']; parties: readonly string[] } {
  const [kind, ...ids] = workflowId.split(':');
  // A desk's key names the creditor and the debtor; in the place of one that is missing stands what has no name here.
  if (kind === 'desk') return { owner: 'desk', parties: ids };
  return { owner: OWNERS.find((each) => each === kind) ?? 'case', parties: [] };
}

const OWNERS = ['daily', 'listing', 'claim'] as const;

/** Standstills of cases as lines beside the incidents of their diagrams. */
export async function standingCases(store: Store, organisationId: string): Promise<IncidentItem[]> {
  const lines: IncidentItem[] = [];
  for (const standstill of await store.standstills.open(organisationId)) {
    const { id, caseId, cause, detail, since } = standstill;
    if (caseId === null) continue;
    const line = await store.overview.case(caseId);
    const { remedy, words } = remedies[cause];
    lines.push({
      caseId,
      businessKey: caseKey(line),
      processId: line.processId,
      processName: line.processName,
      debtorName: line.debtorName,
      incidentId: id,
      elementId: '',
      elementName: null,
      cause,
      message: `${detail} ${words}`,
      hasJob: false,
      raisedAt: iso(since),
      head: line.headSeq,
      remedy,
    });
  }
  return lines;
}

/** A standstill of the person's own organisation. */
export async function standstillOf(store: Store, id: string, person: Person): Promise<Standstill> {
  const found = await store.standstills.read(id);
  if (found.organisationId !== person.organisationId) throw new ApiProblem('not-found');
  return found;
}
