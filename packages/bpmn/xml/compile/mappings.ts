import type { Expression, Mapping } from '@krok/bpmn/executable';
import { childrenOf, extensionOf, nearestId, textOf, type ModdleElement } from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import { expressionOf, generatedFeel } from './expressions.ts';

/** `zeebe:ioMapping` of an element, in the order of the file: a later mapping sees the earlier ones. */
export function mappingsOf(
  compilation: Compilation,
  element: ModdleElement,
): { readonly inputs?: readonly Mapping[]; readonly outputs?: readonly Mapping[] } {
  const container = extensionOf(element, 'zeebe:IoMapping');
  if (!container) return {};
  const inputs = childrenOf(container, 'inputParameters').map((parameter) =>
    mappingOf(compilation, element, parameter, 'zeebe:input'),
  );
  const outputs = childrenOf(container, 'outputParameters').map((parameter) =>
    mappingOf(compilation, element, parameter, 'zeebe:output'),
  );
  return { ...(inputs.length > 0 && { inputs }), ...(outputs.length > 0 && { outputs }) };
}

/** Path of a variable: `a.b` is `['a', 'b']`. */
export function variablePath(
  compilation: Compilation,
  text: string | undefined,
  id: string | undefined,
  path: string,
): readonly string[] {
  const names = (text ?? '').trim().split('.');
  if (names.every((name) => /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) && name !== '__proto__')) return names;
  compilation.report.error(
    'variable-name',
    id,
    `Expected a variable name, or a path of names with dots, but it is "${text ?? ''}"`,
    path,
  );
  return names;
}

function mappingOf(compilation: Compilation, element: ModdleElement, parameter: ModdleElement, path: string): Mapping {
  const id = nearestId(element);
  const target = textOf(parameter, 'target');
  const place = { element: id, path: `${path}/source` };
  const text = textOf(parameter, 'source');
  const source: Expression =
    text === undefined || text.trim() === ''
      ? generatedFeel(compilation, 'null', place)
      : expressionOf(compilation, text, place);
  return { source, target: variablePath(compilation, target, id, `${path}/target`) };
}
