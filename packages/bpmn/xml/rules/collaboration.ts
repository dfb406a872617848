import { isA, idOf, childOf, parentOf, type ModdleElement } from '../moddle/moddle-element.ts';
import { definitionKinds, type Diagram } from '../diagram/diagram.ts';
import type { Rule } from './rule.ts';

/** Message flows join pools (BPMN 2.0 §9.3). */
export const collaborationRules: readonly Rule[] = [
  {
    code: 'message-flow-same-pool',
    clause: 'BPMN 2.0 §9.3',
    check: (diagram, report) => {
      for (const flow of diagram.messageFlows) {
        const [source, target] = [childOf(flow, 'sourceRef'), childOf(flow, 'targetRef')];
        const process = source && processOf(source);
        if (source && target && process && process === processOf(target))
          report.error(
            'message-flow-same-pool',
            idOf(flow),
            'Expected a message flow between two pools but both ends are in one',
          );
      }
    },
  },
  {
    code: 'message-flow-end',
    clause: 'BPMN 2.0 §9.3',
    check: (diagram, report) => {
      for (const flow of diagram.messageFlows) {
        const [source, target] = [childOf(flow, 'sourceRef'), childOf(flow, 'targetRef')];
        if (!source || !target)
          report.error(
            'message-flow-end',
            idOf(flow),
            'Expected source and target of a message flow but one is missing',
          );
        if (source && isCatching(diagram, source))
          report.error(
            'message-flow-end',
            idOf(flow),
            `Expected something that sends as source but "${idOf(source) ?? ''}" only receives`,
          );
        if (target && isThrowing(diagram, target))
          report.error(
            'message-flow-end',
            idOf(flow),
            `Expected something that receives as target but "${idOf(target) ?? ''}" only sends`,
          );
      }
    },
  },
];

function isCatching(diagram: Diagram, element: ModdleElement): boolean {
  return isA(element, 'bpmn:CatchEvent') || isEventWithout(diagram, element, 'bpmn:ThrowEvent');
}

function isThrowing(diagram: Diagram, element: ModdleElement): boolean {
  return isA(element, 'bpmn:ThrowEvent') || isEventWithout(diagram, element, 'bpmn:CatchEvent');
}

/** An event that sends or receives something else than a message. */
function isEventWithout(diagram: Diagram, element: ModdleElement, type: string): boolean {
  if (!isA(element, type)) return false;
  const node = diagram.nodesById.get(idOf(element) ?? '');
  return node !== undefined && node.definitions.length > 0 && !definitionKinds(node).includes('message');
}

function processOf(element: ModdleElement): ModdleElement | undefined {
  if (isA(element, 'bpmn:Participant')) return childOf(element, 'processRef');
  let current: ModdleElement | undefined = element;
  while (current && !isA(current, 'bpmn:Process')) current = parentOf(current);
  return current;
}
