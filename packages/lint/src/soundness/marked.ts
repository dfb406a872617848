import type { Expression } from '@krok/bpmn/executable';

/** A text where any will do. */
export const STATIC: Expression = { kind: 'static', text: 'x' };

/** An expression that stands for a question: known by its identity, never evaluated. */
export function marked(): Expression {
  return { kind: 'feel', tree: { formatVersion: 1, source: '?', reads: [], root: { kind: 'null' } } };
}
