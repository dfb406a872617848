import { elementsBelow } from '../moddle/elements-below.ts';
import { extensionsOf, type ModdleElement, nearestId } from '../moddle/moddle-element.ts';
import type { Rule } from './rule.ts';

/** Namespaces in which other engines say how something is executed. What only draws or notes (colours, origins) is in none of them. */
const engines: Readonly<Record<string, string>> = {
  'http://camunda.org/schema/1.0/bpmn': 'Camunda 7',
  'http://activiti.org/bpmn': 'Activiti',
  'http://flowable.org/bpmn': 'Flowable',
  'http://www.jboss.org/drools': 'jBPM',
};

/** Extensions may be passed over (BPMN 2.0 §8.2.3), and the file runs; but who wrote an assignee is told that nobody reads it. */
export const otherEngineRules: readonly Rule[] = [
  {
    code: 'other-engine',
    clause: 'BPMN 2.0 §8.2.3',
    check: ({ definitions }, report) => {
      const prefixes = enginePrefixes(definitions);
      if (prefixes.size === 0) return;
      for (const element of elementsBelow(definitions)) {
        const found = new Map<string, string[]>();
        for (const name of [...attributeNames(element), ...extensionsOf(element).map(({ $type }) => $type)]) {
          const engine = prefixes.get(name.slice(0, Math.max(0, name.indexOf(':'))));
          if (engine === undefined || name.endsWith(':metaData')) continue;
          found.set(engine, [...(found.get(engine) ?? []), name]);
        }
        for (const [engine, names] of found)
          report.warning(
            'other-engine',
            nearestId(element),
            `Expected the zeebe vocabulary but ${[...new Set(names)].join(', ')} is of ${engine} and has no effect`,
          );
      }
    },
  },
];

/** Prefix to engine, of those that the file declares. */
function enginePrefixes(definitions: ModdleElement): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  for (const [name, uri] of attributesOf(definitions)) {
    const engine = typeof uri === 'string' ? engines[uri] : undefined;
    if (engine !== undefined && name.startsWith('xmlns:')) prefixes.set(name.slice(6), engine);
  }
  return prefixes;
}

function attributeNames(element: ModdleElement): readonly string[] {
  return attributesOf(element).map(([name]) => name);
}

/** Attributes that no schema of the reader declares. */
function attributesOf(element: ModdleElement): readonly [string, unknown][] {
  const attributes = element['$attrs'];
  return typeof attributes === 'object' && attributes !== null ? Object.entries(attributes) : [];
}
