import type { ScannedElement } from '@krok/bpmn/xml/scan';
import type { Finding } from '../finding.ts';

const EXPRESSION = 'expression';

/** Children that the schema allows once, by what they are. The reader keeps one of several and says nothing. */
const SINGLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'literalExpression',
      'decisionTable',
      'context',
      'list',
      'relation',
      'invocation',
      'functionDefinition',
      'conditional',
      'filter',
      'for',
      'some',
      'every',
    ].map((name) => [name, EXPRESSION]),
  ),
  ...Object.fromEntries(
    [
      'text',
      'typeRef',
      'variable',
      'allowedValues',
      'typeConstraint',
      'functionItem',
      'inputExpression',
      'inputValues',
      'outputValues',
      'defaultOutputEntry',
      'encapsulatedLogic',
      'parameter',
      'requiredDecision',
      'requiredInput',
      'requiredKnowledge',
      'if',
      'then',
      'else',
      'in',
      'return',
      'match',
      'satisfies',
    ].map((name) => [name, name]),
  ),
};

/** Elements that hold any number of expressions. */
const LISTS: ReadonlySet<string> = new Set(['list', 'row']);

interface Open {
  readonly local: string;
  readonly id: string | undefined;
  readonly seen: Set<string>;
}

export function findRepeatedChildren(elements: readonly ScannedElement[]): readonly Finding[] {
  const findings: Finding[] = [];
  const open: Open[] = [];
  const prefix = prefixOf(elements[0]?.name ?? '');
  for (const element of elements) {
    open.length = element.depth;
    const local = element.name.slice(prefixOf(element.name).length);
    const parent = open.at(-1);
    open.push({ local, id: element.id ?? parent?.id, seen: new Set() });
    // Another prefix is another vocabulary, and so is what stands in an extension.
    if (prefixOf(element.name) !== prefix || open.some((each) => each.local === 'extensionElements')) continue;
    const what = Object.hasOwn(SINGLES, local) ? SINGLES[local] : undefined;
    if (what === undefined || parent === undefined || (what === EXPRESSION && LISTS.has(parent.local))) continue;
    if (parent.seen.has(what)) {
      findings.push({
        rule: 'xml-repeated-child',
        severity: 'error',
        message: `Expected one ${what} but there is another, <${element.name}>`,
        ...(parent.id !== undefined && { element: parent.id }),
        line: element.line,
        column: element.column,
      });
    }
    parent.seen.add(what);
  }
  return findings;
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf(':') + 1);
}
