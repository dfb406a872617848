import type { FindingRule } from './errors.ts';

/** What a check says about one place of a file. An `error` refuses the deployment, a `warning` does not. */
export interface Finding {
  /** Stable kebab-case code; the catalogue is `findingRules`. */
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  /** Id, or name, of the nearest element that has one; absent where the whole file is meant. */
  readonly element?: string;
  /** "Expected ... but ..." */
  readonly message: string;
  /** Namespace of an imported file; absent for the deployed one. */
  readonly model?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
}

/** Collects findings; the same rule at the same place is kept once. */
export class FindingList {
  readonly findings: Finding[] = [];
  readonly #seen = new Set<string>();
  #errors = 0;

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  add(finding: Finding): void {
    const key = JSON.stringify([finding.rule, finding.model, finding.element, finding.message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (finding.severity === 'error') this.#errors += 1;
    if (this.findings.length < MOST_FINDINGS) this.findings.push(finding);
  }

  error(rule: FindingRule, place: Place, message: string): void {
    this.add({ rule, severity: 'error', message, ...place });
  }

  warning(rule: FindingRule, place: Place, message: string): void {
    this.add({ rule, severity: 'warning', message, ...place });
  }
}

export type Place = Pick<Finding, 'element' | 'model' | 'line' | 'column'>;

/** Who has a thousand errors needs to see that there are many, not all of them. */
const MOST_FINDINGS = 500;
