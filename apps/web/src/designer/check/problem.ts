import type { Finding, ProcedureFile } from '@krok/contracts/schemas';
import type { LintFinding, Soundness } from '@krok/lint';

/** What is wrong with a procedure, in both languages. Only an `error` keeps it from being published. */
export interface Problem {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Absent where the whole file is meant. */
  readonly element?: string;
  /** Name of a form or decision table; absent for the diagram. */
  readonly file?: string;
  readonly pl: string;
  readonly en: string;
  /** Elements and flows of the way to what is wrong, in order. */
  readonly path?: readonly string[];
}

export function ofLint({ rule, severity, element, message, messagePl }: LintFinding, own: Own): Problem {
  return { rule, severity, ...(element !== undefined && { element }), pl: own[rule] ?? messagePl, en: message };
}

export function ofFile(file: ProcedureFile, { rule, severity, message }: Finding, own: Own): Problem {
  return { rule, severity, file: file.name, pl: own[rule] ?? own['table-wrong'] ?? message, en: message };
}

/** How a case may get stuck, as a problem with the way that leads there. */
export function ofSoundness({ counterexample }: Soundness): readonly Problem[] {
  if (!counterexample) return [];
  const { kind, at, path } = counterexample;
  const [element] = at;
  return [
    {
      rule: `soundness-${kind}`,
      severity: 'warning',
      ...(element !== undefined && { element }),
      ...soundnessTexts[kind],
      path: path.flatMap((step) => [step.element, ...step.flows]),
    },
  ];
}

type Own = Readonly<Record<string, string>>;

const soundnessTexts = {
  deadlock: {
    pl: 'Sprawa może tu utknąć na zawsze: czeka na drogę, którą nikt nie przyjdzie.',
    en: 'A case may get stuck here for ever: it waits for a path that nobody takes.',
  },
  livelock: { pl: 'Sprawa może krążyć tu bez końca.', en: 'A case may go round here for ever.' },
  improperCompletion: {
    pl: 'Sprawa może dojść tu dwa razy: coś zostaje w toku, gdy procedura się kończy.',
    en: 'A case may get here twice: something is still under way when the procedure ends.',
  },
  unsafe: {
    pl: 'Ten krok może zostać wykonany dwa razy naraz.',
    en: 'This step may be done twice at the same time.',
  },
  messageLeft: {
    pl: 'Wysłana tu wiadomość może nie mieć odbiorcy.',
    en: 'A message sent here may have no receiver.',
  },
} as const;
