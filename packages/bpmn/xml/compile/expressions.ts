import type { Expression } from '@krok/bpmn/executable';
import type { Compilation } from './compilation.ts';

/** Where an expression stands: element id for the finding, path below it. */
interface ExpressionPlace {
  readonly element: string | undefined;
  readonly path: string;
}

/** Text that starts with `=` is FEEL, other text stands for itself. */
export function expressionOf({ report, parseFeel }: Compilation, text: string, place: ExpressionPlace): Expression {
  const trimmed = text.trim();
  if (!trimmed.startsWith('=')) return { kind: 'static', text };
  const parsed = parseFeel(trimmed.slice(1));
  if (parsed.kind === 'parsed') return { kind: 'feel', tree: parsed.tree };
  report.error(parsed.rule, place.element, `${parsed.message} of "${shorten(trimmed)}"`, place.path);
  return { kind: 'static', text };
}

/** A place where only FEEL makes sense, such as a condition. */
export function feelOf(compilation: Compilation, text: string, place: ExpressionPlace): Expression {
  if (!text.trim().startsWith('=')) {
    compilation.report.error(
      'expression-expected',
      place.element,
      `Expected a FEEL expression that starts with "=" but it is ${text.trim() === '' ? 'empty' : `"${shorten(text)}"`}`,
      place.path,
    );
    return { kind: 'static', text };
  }
  return expressionOf(compilation, text, place);
}

/** An optional text: absent and empty are the same, as in the modeler's panel. */
export function optionalExpression(
  compilation: Compilation,
  text: string | undefined,
  place: ExpressionPlace,
): Expression | undefined {
  return text === undefined || text.trim() === '' ? undefined : expressionOf(compilation, text, place);
}

/** FEEL made by the compiler itself. */
export function generatedFeel(compilation: Compilation, source: string, place: ExpressionPlace): Expression {
  return expressionOf(compilation, `=${source}`, place);
}

export function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
