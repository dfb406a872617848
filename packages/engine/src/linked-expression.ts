import type { Expression } from '@krok/bpmn/executable';
import { type Linked, linkExpression } from '@krok/feel/executable';

/** An expression ready to run, with what the engine must know of it without running it. */
export class LinkedExpression {
  readonly code: Linked | null;
  readonly reads: readonly string[];
  /** Its value changes with the business-day calendar. */
  readonly usesBusinessDays: boolean;

  constructor(expression: Expression) {
    this.code = expression.kind === 'feel' ? linkExpression(expression.tree) : null;
    this.reads = expression.kind === 'feel' ? expression.tree.reads : [];
    this.usesBusinessDays = expression.kind === 'feel' && /business day/i.test(expression.tree.source);
  }
}
