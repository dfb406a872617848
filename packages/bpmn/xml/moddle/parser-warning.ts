import type { ParseWarning } from 'bpmn-moddle';
import type { FindingRule } from '../errors.ts';
import type { Finding } from '../finding.ts';
import type { Owners, Position, Positions } from '../scan/xml-positions.ts';
import { isModdleElement, nearestId } from './moddle-element.ts';

/** The reader tells what it dropped in prose; the shapes below are all it has. */
export function findingOfWarning(warning: ParseWarning, locate: Positions, ownerAt: Owners): Finding {
  const element = isModdleElement(warning.element) ? nearestId(warning.element) : undefined;
  const reference = /^unresolved reference <(.*)>$/s.exec(warning.message);
  if (reference) {
    const property = warning.property ?? 'reference';
    if (property.startsWith('bpmndi:'))
      return finding(
        'layout-dangling',
        `Expected the layout to show elements of this file but there is no "${reference[1]}"; nothing is drawn for it`,
        element,
        localOf(property),
        'warning',
      );
    return finding(
      'reference-dangling',
      `Expected ${property} to name an element of this file but there is no "${reference[1]}"`,
      element,
      localOf(property),
    );
  }
  const attribute = /^unknown attribute <(.*)>$/s.exec(warning.message)?.[1];
  if (attribute !== undefined) {
    return attribute.startsWith('zeebe:') ||
      (isModdleElement(warning.element) && warning.element.$type.startsWith('zeebe:'))
      ? finding(
          'zeebe-attribute-unknown',
          `Expected an attribute of the zeebe vocabulary but ${attribute} is none; it is not used`,
          element,
          attribute,
          'warning',
        )
      : finding('attribute-unknown', `Expected an attribute of BPMN 2.0 but ${attribute} is none`, element, attribute);
  }
  if (warning.message.startsWith('unsupported document encoding')) {
    return finding('xml-encoding', 'Expected UTF-8 but the file declares another encoding', undefined, undefined);
  }
  const nested = /line: (\d+)\s+column: (\d+)\s+nested error: (.*)$/s.exec(warning.message);
  if (!nested)
    return finding('bpmn-unreadable', `Expected BPMN 2.0 but the reader says: ${warning.message}`, element, undefined);
  // The reader counts from 0.
  const position = { line: Number(nested[1]) + 1, column: Number(nested[2]) + 1 };
  const reason = nested[3] ?? '';
  const owner = ownerAt(position);
  const duplicate = /^duplicate ID <(.*)>$/s.exec(reason)?.[1];
  if (duplicate !== undefined)
    return at(position, 'id-duplicate', `Expected every id once but "${duplicate}" is used again`, duplicate);
  const illegal = /^illegal ID <(.*)>$/s.exec(reason)?.[1];
  if (illegal !== undefined)
    return at(
      position,
      'id-illegal',
      `Expected an id of letters, digits, "_", "-" and "." but it is "${illegal}"`,
      illegal,
    );
  const unknown = /^unknown type <(zeebe:.*)>$/s.exec(reason)?.[1];
  if (unknown !== undefined)
    return {
      ...at(
        position,
        'zeebe-element-unknown',
        `Expected an element of the zeebe vocabulary but ${unknown} is none; it is not used`,
        owner,
      ),
      severity: 'warning',
    };
  return at(position, 'bpmn-unreadable', `Expected BPMN 2.0 but the reader says: ${reason}`, owner);

  function finding(
    rule: FindingRule,
    message: string,
    id: string | undefined,
    path: string | undefined,
    severity: Finding['severity'] = 'error',
  ): Finding {
    return {
      rule,
      severity,
      message,
      ...(id !== undefined && { element: id, ...locate(id) }),
      ...(path !== undefined && { path }),
    };
  }
}

function at(position: Position, rule: FindingRule, message: string, element?: string): Finding {
  return { rule, severity: 'error', message, ...(element !== undefined && { element }), ...position };
}

function localOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
