import { isEventSubProcess } from '../compile/scopes.ts';
import type { Node } from '../diagram/diagram.ts';
import { childOf, extensionOf, isA, numberOf, textOf } from '../moddle/moddle-element.ts';
import { nodeRule, type Rule } from './rule.ts';
import { isActivity } from './sequence-flows.ts';

/** What activities must have, and what sub-processes may hold. */
export const activityRules: readonly Rule[] = [
  nodeRule('start-quantity', 'BPMN 2.0 §10.3', (node) => quantityProblem(node, 'startQuantity')),
  nodeRule('completion-quantity', 'BPMN 2.0 §10.3', (node) => quantityProblem(node, 'completionQuantity')),
  nodeRule('event-sub-process-start', 'BPMN 2.0 §10.3.5', (node) => {
    if (!isEventSubProcess(node)) return undefined;
    const starts = node.content?.nodes.filter(({ type }) => type === 'startEvent').length ?? 0;
    return starts === 1
      ? undefined
      : `Expected exactly one start event in an event sub-process but there ${starts === 0 ? 'is none' : `are ${starts}`}`;
  }),
  nodeRule('event-sub-process-loop', 'BPMN 2.0 §10.3.5', (node) =>
    isEventSubProcess(node) && childOf(node.element, 'loopCharacteristics')
      ? 'Expected no loop on an event sub-process but there is one'
      : undefined,
  ),
  nodeRule('ad-hoc-content', 'BPMN 2.0 §10.3.5', (node) =>
    node.scope.owner?.type === 'adHocSubProcess' && (node.type === 'startEvent' || node.type === 'endEvent')
      ? `Expected no ${node.type} in an ad-hoc sub-process but there is one`
      : undefined,
  ),
  nodeRule('ad-hoc-empty', 'BPMN 2.0 §10.3.5', (node) =>
    node.type === 'adHocSubProcess' && !node.content?.nodes.some(isActivity)
      ? 'Expected an activity in an ad-hoc sub-process but there is none'
      : undefined,
  ),
  nodeRule('choreography', 'BPMN 2.0 §11', (node) =>
    isA(node.element, 'bpmn:ChoreographyActivity')
      ? 'Expected elements of a process but a choreography activity is none'
      : undefined,
  ),
  nodeRule('called-element-kind', 'BPMN 2.0 §10.3.6', (node, diagram) => {
    if (node.type !== 'callActivity') return undefined;
    const called = calledId(node);
    if (called === undefined) return undefined;
    if (diagram.nodesById.has(called)) return `Expected a process to call but "${called}" is an element of one`;
    const process = diagram.processes.find(({ id }) => id === called);
    if (!process) return undefined;
    const starts = process.nodes.filter(({ type }) => type === 'startEvent');
    return starts.length > 0 && starts.every(({ definitions }) => definitions.length > 0)
      ? `Expected the called process "${called}" to have a none start event but it has none`
      : undefined;
  }),
];

function calledId(node: Node): string | undefined {
  const extension = extensionOf(node.element, 'zeebe:CalledElement');
  const text = (extension && textOf(extension, 'processId')) ?? textOf(node.element, 'calledElement');
  return text === undefined || text.startsWith('=') ? undefined : text.trim();
}

function quantityProblem(node: Node, property: 'startQuantity' | 'completionQuantity'): string | undefined {
  const value = numberOf(node.element, property);
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= MOST_TOKENS)) return undefined;
  return `Expected ${property} to be a whole number from 1 to ${MOST_TOKENS.toLocaleString('en')} but it is ${value}`;
}

/** Each is a token that the case keeps. */
const MOST_TOKENS = 1000;
