import { elementsBelow, valuesOf } from '../moddle/elements-below.ts';
import { isA, nearestId, propertiesOf } from '../moddle/moddle-element.ts';
import type { Rule } from './rule.ts';

/** A reference must name an element of the kind that the schema declares for it; the reader only checks that it exists. */
export const referenceRules: readonly Rule[] = [
  {
    code: 'reference-kind',
    clause: 'BPMN 2.0 §8.2, XML schema',
    check: ({ definitions }, report) => {
      for (const element of elementsBelow(definitions)) {
        for (const { isReference, type, localName } of propertiesOf(element)) {
          // `Element` stands for anything.
          if (!isReference || type === 'Element') continue;
          const wrong = valuesOf(element, localName).find((value) => !isA(value, type));
          if (!wrong) continue;
          const expected = type.replace(/^bpmn:/, '');
          const found = wrong.$type.replace(/^bpmn:/, '');
          report.error(
            'reference-kind',
            nearestId(element),
            `Expected ${localName} to name a ${expected} but "${nearestId(wrong) ?? ''}" is a ${found}`,
            localName,
          );
        }
      }
    },
  },
];
