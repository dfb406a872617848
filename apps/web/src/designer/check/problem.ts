import type { ProcedureFile } from '@krok/contracts/schemas';
import type { Counterexample, LintFinding, Soundness } from '@krok/lint';

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
  /** How a case gets there, step by step. */
  readonly way?: Counterexample;
}

export function ofLint({ rule, severity, element, message, messagePl }: LintFinding): Problem {
  return { rule, severity, ...(element !== undefined && { element }), pl: messagePl, en: message };
}

/** Findings of a diagram, and with them the way to the worst that its behaviour shows. */
export function ofDiagram(findings: readonly LintFinding[], { counterexample }: Soundness): readonly Problem[] {
  if (counterexample === null) return findings.map(ofLint);
  const { kind, at } = counterexample;
  const rule = ruleOf[kind];
  const shown = findings.findIndex(
    (each) => each.rule === rule && (each.element === undefined || at.includes(each.element)),
  );
  return findings.map((finding, index) =>
    index === shown ? { ...ofLint(finding), ...wordsOf[kind], way: counterexample } : ofLint(finding),
  );
}

/** What a rule says of a form or a decision table. */
export function ofFile(file: ProcedureFile, { rule, severity, pl, en }: Omit<Problem, 'file'>): Problem {
  return { rule, severity, file: file.name, pl, en };
}

const ruleOf: Readonly<Record<Counterexample['kind'], string>> = {
  deadlock: 'model-deadlock',
  livelock: 'model-livelock',
  improperCompletion: 'improper-completion',
  unsafe: 'flow-unsafe',
  messageLeft: 'message-left',
};

/** The way is shown on the diagram: its words need not spell it out. */
const wordsOf: Readonly<Record<Counterexample['kind'], Pick<Problem, 'pl' | 'en'>>> = {
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
};
