import { isA, isModdleElement, nearestId, propertiesOf, type ModdleElement } from '../moddle/moddle-element.ts';
import type { Rule } from './rule.ts';

/** A reference must name an element of the kind that the schema declares for it; the reader only checks that it exists. */
export const referenceRules: readonly Rule[] = [
  {
    code: 'reference-kind',
    clause: 'BPMN 2.0 §8.2, XML schema',
    check: ({ definitions }, report) => {
      const pending: ModdleElement[] = [definitions];
      for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
        for (const property of propertiesOf(element)) {
          // Layout is not compiled; `Element` stands for anything.
          if (property.type === 'Element' && property.isReference) continue;
          const values = valuesOf(element, property.localName);
          if (!property.isReference) {
            pending.push(...values.filter((value) => !value.$type.startsWith('bpmndi:')));
            continue;
          }
          const wrong = values.find((value) => !isA(value, property.type));
          if (wrong) {
            report.error(
              'reference-kind',
              nearestId(element),
              `Expected ${property.localName} to name a ${property.type.replace(/^bpmn:/, '')} but "${nearestId(wrong) ?? ''}" is a ${wrong.$type.replace(/^bpmn:/, '')}`,
              property.localName,
            );
          }
        }
      }
    },
  },
];

function valuesOf(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = element[name];
  if (Array.isArray(value)) return value.filter(isModdleElement);
  return isModdleElement(value) ? [value] : [];
}
