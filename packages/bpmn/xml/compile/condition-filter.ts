import type { ConditionFilter } from '@krok/bpmn/executable';
import type { Node } from '../diagram/diagram.ts';
import { extensionOf, type ModdleElement, textOf } from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import { variablePath } from './mappings.ts';

/** `zeebe:conditionalFilter` of a conditional event: which changes of variables have the condition evaluated. */
export function conditionFilter(
  compilation: Compilation,
  node: Node,
  definition: ModdleElement,
): { readonly filter?: ConditionFilter } {
  const filter = extensionOf(definition, 'zeebe:ConditionalFilter');
  if (!filter) return {};
  const path = 'zeebe:conditionalFilter';
  const names = listed(textOf(filter, 'variableNames'));
  for (const name of names) {
    if (variablePath(compilation, name, node.id, path).length > 1)
      refuse(`a variable name without a path but "${name}" is one`);
  }
  const events = listed(textOf(filter, 'variableEvents'));
  const known = events.filter((event) => event === 'create' || event === 'update');
  if (known.length < events.length)
    refuse(`"create" and "update" as variable events but there is "${events.join(', ')}"`);
  const [only, ...more] = new Set(known);
  return {
    filter: {
      ...(names.length > 0 && { names }),
      ...(only !== undefined && more.length === 0 && { on: only }),
    },
  };

  function refuse(what: string): void {
    compilation.report.error('conditional-filter', node.id, `Expected ${what}`, path);
  }
}

function listed(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
