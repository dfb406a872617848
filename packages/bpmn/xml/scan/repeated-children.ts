import type { Finding } from '../finding.ts';
import type { ScannedElement } from './scan-xml.ts';

/** Children that the schema allows once. The reader keeps one of several and says nothing. */
const singles: Readonly<Record<string, string>> = {
  extensionElements: 'extensionElements',
  conditionExpression: 'conditionExpression',
  standardLoopCharacteristics: 'loop characteristics',
  multiInstanceLoopCharacteristics: 'loop characteristics',
  timeDate: 'timeDate',
  timeDuration: 'timeDuration',
  timeCycle: 'timeCycle',
  condition: 'condition',
  loopCondition: 'loopCondition',
  loopCardinality: 'loopCardinality',
  completionCondition: 'completionCondition',
  activationCondition: 'activationCondition',
  ioSpecification: 'ioSpecification',
  script: 'script',
};

export function findRepeatedChildren(elements: readonly ScannedElement[]): readonly Finding[] {
  const findings: Finding[] = [];
  const open: { readonly id: string | undefined; readonly prefix: string; readonly seen: Set<string> }[] = [];
  for (const element of elements) {
    open.length = element.depth;
    const colon = element.name.indexOf(':');
    const prefix = element.name.slice(0, colon + 1);
    const what = singles[element.name.slice(colon + 1)];
    const parent = open.at(-1);
    // Another prefix is another vocabulary, whose rules are its own.
    if (what !== undefined && parent && parent.prefix === prefix) {
      if (parent.seen.has(what)) {
        findings.push({
          rule: 'xml-repeated-child',
          severity: 'error',
          message: `Expected ${what} once but there is another, <${element.name}>`,
          ...(parent.id !== undefined && { element: parent.id }),
          line: element.line,
          column: element.column,
        });
      }
      parent.seen.add(what);
    }
    open.push({ id: element.id ?? parent?.id, prefix, seen: new Set() });
  }
  return findings;
}
