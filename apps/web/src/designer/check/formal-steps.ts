import type { ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import type { Problem } from './problem.ts';

/**
 * What a formal step needs somewhere in its procedure, and an approval whose answer nobody asks for. Nothing stops such a
 * case, so that its author would learn of it from debtors who were never listed or sued.
 */
export function formalSteps(processes: readonly ExecutableProcess[]): readonly Problem[] {
  // A called procedure may bring whatever is missed here.
  if (processes.some(({ elements }) => elements.some(({ type }) => type === 'callActivity'))) return [];
  const jobs = processes.flatMap(({ elements }) => elements.flatMap(jobOf));
  const isThere = (type: string, approves = '') =>
    jobs.some((each) => each.type === type && each.approves.startsWith(approves));
  const asked = namesAsked(processes);
  return jobs.flatMap(({ element, type }): Problem[] => {
    const found: Words[] = [];
    if (type === 'list-in-krd' && !isThere('send-demand-with-krd-warning')) found.push(words.notDemanded);
    if (type === 'list-in-krd' && !isThere('approve', type)) found.push(words.listingNotApproved);
    if (type === 'file-in-epu' && !isThere('approve', type)) found.push(words.claimNotApproved);
    if (type === 'approve' && asked && !answersOf(element).some((name) => asked.has(name))) found.push(words.notAsked);
    return found.map((each) => ({ severity: 'warning', element: element.id, ...each }));
  });
}

type Words = Pick<Problem, 'rule' | 'pl' | 'en'>;

const words = {
  notDemanded: {
    rule: 'listing-not-demanded',
    pl: 'W procedurze nie ma kroku „Wezwanie z ostrzeżeniem o KRD”: wpis nie wyjdzie, jeśli nie wysłano go wcześniej.',
    en: 'The procedure has no step “Demand with KRD warning”: nothing is listed unless one was sent before.',
  },
  listingNotApproved: {
    rule: 'listing-not-approved',
    pl: 'Nikt nie zatwierdza tego wpisu: bez kroku „Zatwierdzenie” (co zatwierdza: wpis do KRD) nie wyjdzie.',
    en: 'Nobody approves this listing: without the step “Approval” (of the KRD listing) it does not leave.',
  },
  claimNotApproved: {
    rule: 'claim-not-approved',
    pl: 'Nikt nie zatwierdza tego pozwu: bez kroku „Zatwierdzenie” (co zatwierdza: pozew w EPU) nie wyjdzie.',
    en: 'Nobody approves this claim: without the step “Approval” (of the EPU claim) it does not leave.',
  },
  notAsked: {
    rule: 'approval-not-asked',
    pl: 'Nikt nie pyta o odpowiedź: po odmowie sprawa idzie dalej tak samo. Dodaj rozwidlenie „Czy zatwierdzono?”.',
    en: 'Nobody asks for the answer: after a refusal the case goes on just the same. Add a decision “Approved?”.',
  },
} satisfies Readonly<Record<string, Words>>;

interface FormalJob {
  readonly element: ExecutableElement;
  readonly type: string;
  /** What an approval is of. */
  readonly approves: string;
}

function jobOf(element: ExecutableElement): readonly FormalJob[] {
  if (!('job' in element) || element.job === undefined || element.job.type.kind !== 'static') return [];
  return [{ element, type: element.job.type.text, approves: element.job.headers['approves'] ?? '' }];
}

/** Variables that hold the answer of an approval; without a mapping it comes in by its own name. */
function answersOf({ outputs }: ExecutableElement): readonly string[] {
  if (outputs === undefined) return ['approved'];
  return outputs.flatMap(({ source, target }) =>
    source.kind === 'feel' && source.tree.reads.includes('approved') ? [target[0] ?? ''] : [],
  );
}

/** Every variable that an expression reads, but for what steps take in of their own results; null: tables may read any. */
function namesAsked(processes: readonly ExecutableProcess[]): ReadonlySet<string> | null {
  const elements = processes.flatMap((each) => each.elements);
  if (elements.some(({ type }) => type === 'decisionTask')) return null;
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'reads' && Array.isArray(inner)) for (const name of inner) found.add(String(name));
      else if (key !== 'outputs') look(inner);
    }
  };
  look(elements);
  look(processes.map(({ flows }) => flows));
  return found;
}
