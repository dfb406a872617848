import type { FeelType } from '@krok/feel/executable';
import type { ExecutableDecisions, TypeIndex } from './types.ts';

/** A type that refers to itself is followed this deep; below, it takes every value. */
const MAX_DEPTH = 8;

/** The types that expressions of a model may name, by name, in the form in which FEEL knows types. */
export function feelTypesOf({ models, types }: ExecutableDecisions, model: number): ReadonlyMap<string, FeelType> {
  return new Map(models[model]?.types.map(({ name, type }) => [name, typeAt(type, 0)]));

  function typeAt(index: TypeIndex, depth: number): FeelType {
    const type = types[index];
    if (type === undefined || depth > MAX_DEPTH) return { kind: 'named', name: 'Any' };
    switch (type.kind) {
      case 'feel':
        return { kind: 'named', name: type.name };
      case 'list':
      case 'range':
        return { kind: type.kind, of: typeAt(type.of, depth + 1) };
      case 'context':
        return {
          kind: 'context',
          entries: type.entries.map((entry) => ({ name: entry.name, type: typeAt(entry.type, depth + 1) })),
        };
      case 'function':
        return {
          kind: 'function',
          parameters: type.parameters.map((parameter) => typeAt(parameter, depth + 1)),
          result: typeAt(type.result, depth + 1),
        };
      case 'definition':
        return typeAt(type.of, depth);
    }
  }
}
