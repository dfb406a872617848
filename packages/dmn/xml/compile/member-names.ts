import { childOf, type DmnElement, isDmnElement, nameOf } from '../moddle/dmn-element.ts';
import { isCompound } from './feel-parser.ts';
import type { Model } from './models.ts';

/**
 * Names of several words that a value of the deployment may have as a member: components of types, entries of boxed
 * contexts, columns of relations, outputs of tables and services. A parse must know them, whatever the data are.
 */
export function memberNames(models: readonly Model[]): readonly string[] {
  const names = new Set<string>();
  for (const { definitions } of models) {
    const pending: unknown[] = [definitions];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (Array.isArray(next)) pending.push(...next);
      else if (isDmnElement(next) && next.$type.startsWith('dmn:')) {
        for (const name of namesOf(next)) if (isCompound(name)) names.add(name);
        pending.push(...Object.entries(next).flatMap(([key, part]) => (key.startsWith('$') ? [] : [part])));
      }
    }
  }
  return [...names].sort();
}

function namesOf(element: DmnElement): readonly string[] {
  switch (element.$type) {
    case 'dmn:ItemDefinition':
    case 'dmn:OutputClause':
      return [nameOf(element)];
    case 'dmn:ContextEntry': {
      const variable = childOf(element, 'variable');
      return variable === undefined ? [] : [nameOf(variable)];
    }
    case 'dmn:Relation':
      return (Array.isArray(element['column']) ? element['column'] : []).filter(isDmnElement).map(nameOf);
    default:
      return [];
  }
}
