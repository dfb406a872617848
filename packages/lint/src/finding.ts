import type { Finding } from '@krok/bpmn/xml';
import type { LintRule } from './errors.ts';
import { compilerTextsPl } from './texts/compiler-texts-pl.ts';
import { fill, lintTexts, type Values } from './texts/lint-texts.ts';

/** What a check says about one place of a diagram. Only an `error` keeps the diagram from being deployed. */
export interface LintFinding {
  /** Stable kebab-case code: of this room (`LintRule`), of the compiler, or of a rule set named before a slash. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Id of the element, absent where the whole file is meant. */
  readonly element?: string;
  /** English. */
  readonly message: string;
  readonly messagePl: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** Attribute or child of the element. */
  readonly path?: string;
  /** Ids of elements that are not reached only because of this: they have no finding of their own. */
  readonly follows?: readonly string[];
}

/** Where the rules of this room put what they find. */
export type Add = (
  rule: LintRule,
  severity: LintFinding['severity'],
  element: string | undefined,
  values?: Values,
) => void;

export function lintFinding(
  rule: LintRule,
  severity: LintFinding['severity'],
  element: string | undefined,
  values: Values = {},
  /** What differs in Polish. */
  valuesPl: Values = {},
): LintFinding {
  const { en, pl } = lintTexts[rule];
  return {
    rule,
    severity,
    ...(element !== undefined && { element }),
    message: fill(en, values),
    messagePl: fill(pl, { ...values, ...valuesPl }),
  };
}

/** A finding of the compiler. Its Polish text says what the rule demands, its English one also what was found instead. */
export function compilerFinding(finding: Finding): LintFinding {
  const pl: Readonly<Record<string, string>> = compilerTextsPl;
  const demanded = pl[finding.rule];
  // Which extension is meant is a name, and no word of either language.
  const named = finding.path?.startsWith('zeebe:') ? ` (${finding.path})` : '';
  return { ...finding, messagePl: demanded === undefined ? finding.message : `${demanded}${named}` };
}
