import type { FindingRule } from './errors.ts';
import type { Positions } from './scan/xml-positions.ts';

/** What a check says about one place of a diagram. An `error` refuses the deployment, a `warning` does not. */
export interface Finding {
  /** Stable kebab-case code; the catalogue is `findingRules`. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** Id of the element, absent where the whole file is meant. */
  readonly element?: string;
  /** "Expected ... but ..." */
  readonly message: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** Attribute or child of the element, such as `conditionExpression` or `zeebe:taskDefinition`. */
  readonly path?: string;
}

/** Collects findings; the same rule at the same place is kept once. */
export interface Report {
  error(rule: FindingRule, element: string | undefined, message: string, path?: string): void;
  warning(rule: FindingRule, element: string | undefined, message: string, path?: string): void;
}

export interface FindingList extends Report {
  readonly findings: readonly Finding[];
  readonly hasErrors: boolean;
  add(finding: Finding): void;
}

/** Of each severity: who has a thousand errors needs to see that there are many, not all of them. */
const mostFindings = 500;

export function createFindingList(locate: Positions): FindingList {
  const findings: Finding[] = [];
  const counts = { error: 0, warning: 0 };
  const seen = new Set<string>();
  const add = (finding: Finding): void => {
    const key = JSON.stringify([finding.rule, finding.element ?? '', finding.path ?? '', finding.message]);
    if (seen.has(key)) return;
    seen.add(key);
    counts[finding.severity] += 1;
    if (counts[finding.severity] <= mostFindings) findings.push(finding);
  };
  const put = (
    severity: Finding['severity'],
    rule: FindingRule,
    element: string | undefined,
    message: string,
    path: string | undefined,
  ): void => {
    const position = element === undefined ? undefined : locate(element, path);
    add({
      rule,
      severity,
      message,
      ...(element !== undefined && { element }),
      ...(path !== undefined && { path }),
      ...position,
    });
  };
  return {
    findings,
    add,
    get hasErrors() {
      return counts.error > 0;
    },
    error: (rule, element, message, path) => put('error', rule, element, message, path),
    warning: (rule, element, message, path) => put('warning', rule, element, message, path),
  };
}
