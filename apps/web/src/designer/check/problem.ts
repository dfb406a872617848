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
  /** Ids of elements that are not reached only because of this. */
  readonly follows?: readonly string[];
}

export function ofLint({ rule, severity, element, message, messagePl, follows }: LintFinding): Problem {
  return {
    rule,
    severity,
    ...(element !== undefined && { element }),
    ...(follows && { follows }),
    pl: messagePl,
    en: message,
  };
}

/** Rules that say of an element in other words what the first one has said. */
const echoes: readonly (readonly [said: string, again: readonly string[]])[] = [
  ['event-incoming', ['node-incoming', 'element-unreachable']],
  ['node-incoming', ['element-unreachable']],
  ['event-outgoing', ['node-outgoing']],
];

/** One mistake is said once: the compiler and the search through all ways each find it. */
export function withoutEchoes(problems: readonly Problem[]): readonly Problem[] {
  const isSaid = (rule: string, at: string) => problems.some((each) => each.rule === rule && each.element === at);
  return problems.filter(
    ({ rule, element, follows }) =>
      element === undefined ||
      follows !== undefined ||
      !echoes.some(([said, again]) => again.includes(rule) && isSaid(said, element)),
  );
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

/** Problems of one element, with those of others that keep cases from it. */
export function problemsAt(
  problems: readonly Problem[],
  id: string,
  nameOf: (id: string) => string,
): readonly Problem[] {
  return problems.flatMap((problem): Problem[] => {
    const { file, element, follows, way: _way, ...rest } = problem;
    if (file !== undefined) return [];
    if (element === id) return [problem];
    if (element === undefined || !follows?.includes(id)) return [];
    const name = nameOf(element);
    return [
      {
        ...rest,
        element: id,
        pl: `Żadna sprawa tu nie dojdzie: powód jest wcześniej, przy „${name}”.`,
        en: `No case comes here: the reason is before, at “${name}”.`,
      },
    ];
  });
}

/** The worst first; of two that are as bad the one with a way to it, because others may follow from it. */
export function worstFirst(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (one, other) => rank[one.severity] - rank[other.severity] || Number(!one.way) - Number(!other.way),
  );
}

const rank: Readonly<Record<Problem['severity'], number>> = { error: 0, warning: 1, info: 2 };

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
