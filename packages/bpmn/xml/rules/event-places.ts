import { isEventSubProcess } from '../compile/scopes.ts';
import { definitionKinds, type Node } from '../diagram/diagram.ts';
import { childOf, flagOf, textOf } from '../moddle/moddle-element.ts';
import { describeKinds, foreignKind, nodeAdvice, nodeRule, type Rule } from './rule.ts';

/** Which events may stand where (BPMN 2.0 §10.5.1, tables of events by place). */
export const eventPlaceRules: readonly Rule[] = [
  nodeRule('start-event-kind', 'BPMN 2.0 §10.5.2', (node) => {
    if (node.type !== 'startEvent' || node.scope.owner) return undefined;
    const wrong = foreignKind(node, ['message', 'timer', 'conditional', 'signal']);
    return wrong && `Expected none, message, timer, conditional or signal as the start of a process but it is ${wrong}`;
  }),
  nodeRule('sub-process-start-kind', 'BPMN 2.0 §10.5.2', (node) => {
    const owner = node.scope.owner;
    if (node.type !== 'startEvent' || !owner || isEventSubProcess(owner) || node.definitions.length === 0)
      return undefined;
    return `Expected a start event without event definition in a sub-process but it has ${describeKinds(definitionKinds(node))}`;
  }),
  nodeRule('event-sub-process-start-kind', 'BPMN 2.0 §10.5.2', (node) => {
    const owner = node.scope.owner;
    if (node.type !== 'startEvent' || !owner || !isEventSubProcess(owner)) return undefined;
    const interrupting = flagOf(node.element, 'isInterrupting');
    const allowed = interrupting
      ? ['message', 'timer', 'escalation', 'error', 'compensation', 'conditional', 'signal']
      : ['message', 'timer', 'escalation', 'conditional', 'signal'];
    const wrong = node.definitions.length === 0 ? 'none' : foreignKind(node, allowed);
    return (
      wrong &&
      `Expected ${allowed.join(', ')} as the ${interrupting ? '' : 'non-interrupting '}start of an event sub-process but it is ${wrong}`
    );
  }),
  nodeRule('end-event-kind', 'BPMN 2.0 §10.5.3', (node) => {
    if (node.type !== 'endEvent') return undefined;
    const wrong = foreignKind(node, [
      'message',
      'escalation',
      'error',
      'cancel',
      'compensation',
      'signal',
      'terminate',
    ]);
    return (
      wrong &&
      `Expected none, message, escalation, error, cancel, compensation, signal or terminate as an end but it is ${wrong}`
    );
  }),
  nodeRule('cancel-end-outside-transaction', 'BPMN 2.0 §10.5.3', (node) =>
    node.type === 'endEvent' && definitionKinds(node).includes('cancel') && node.scope.owner?.type !== 'transaction'
      ? 'Expected a cancel end event directly in a transaction but it is not'
      : undefined,
  ),
  nodeRule('throw-event-kind', 'BPMN 2.0 §10.5.4', (node) => {
    if (node.type !== 'intermediateThrowEvent') return undefined;
    const wrong = foreignKind(node, ['message', 'escalation', 'compensation', 'link', 'signal']);
    return (
      wrong && `Expected none, message, escalation, compensation, link or signal as a throw event but it is ${wrong}`
    );
  }),
  nodeRule('catch-event-kind', 'BPMN 2.0 §10.5.4', (node) => {
    if (node.type !== 'intermediateCatchEvent') return undefined;
    const wrong =
      node.definitions.length === 0 ? 'none' : foreignKind(node, ['message', 'timer', 'conditional', 'link', 'signal']);
    return wrong && `Expected message, timer, conditional, link or signal as a catch event but it is ${wrong}`;
  }),
  nodeRule('boundary-event-kind', 'BPMN 2.0 §10.5.4', (node) => {
    if (node.type !== 'boundaryEvent') return undefined;
    const interrupting = flagOf(node.element, 'cancelActivity');
    const allowed = interrupting
      ? ['message', 'timer', 'escalation', 'error', 'cancel', 'compensation', 'conditional', 'signal']
      : ['message', 'timer', 'escalation', 'conditional', 'signal'];
    const wrong = node.definitions.length === 0 ? 'none' : foreignKind(node, allowed);
    return (
      wrong &&
      `Expected ${allowed.join(', ')} as a ${interrupting ? '' : 'non-interrupting '}boundary event but it is ${wrong}`
    );
  }),
  nodeRule('boundary-event-host', 'BPMN 2.0 §10.5.4', (node) => {
    if (node.type !== 'boundaryEvent') return undefined;
    const host = node.attachedTo;
    if (!host)
      return childOf(node.element, 'attachedToRef')
        ? 'Expected an activity to attach to but attachedToRef names something else'
        : 'Expected an attachedToRef but there is none';
    if (host.scope !== node.scope)
      return 'Expected the activity on the same level as its boundary event but it is on another';
    return isEventSubProcess(host) ? 'Expected no boundary event on an event sub-process but this one is' : undefined;
  }),
  nodeRule('cancel-boundary-host', 'BPMN 2.0 §10.5.4', (node) =>
    node.type === 'boundaryEvent' && definitionKinds(node).includes('cancel') && node.attachedTo?.type !== 'transaction'
      ? 'Expected a cancel boundary event on a transaction but it is on another activity'
      : undefined,
  ),
  nodeAdvice('timer-start-duration', 'BPMN 2.0 §10.5.2', (node) =>
    node.type === 'startEvent' &&
    !node.scope.owner &&
    node.definitions.some((definition) => childOf(definition, 'timeDuration'))
      ? 'Expected a date or a cycle as the timer that starts a process but it is a duration; it counts from the deployment'
      : undefined,
  ),
  nodeAdvice('timer-cycle-once', 'BPMN 2.0 §10.5.5', (node) =>
    firesOnce(node) && node.definitions.some((definition) => childOf(definition, 'timeCycle'))
      ? 'Expected a date or a duration where the timer fires once but it is a cycle; only its first repetition counts'
      : undefined,
  ),
  nodeRule('message-start-name', 'zeebe vocabulary', (node) => {
    if (node.type !== 'startEvent' || node.scope.owner) return undefined;
    const names = node.definitions
      .map((definition) => childOf(definition, 'messageRef'))
      .map((message) => message && textOf(message, 'name'));
    return names.some((name) => name?.trim().startsWith('='))
      ? 'Expected a fixed message name on the start event of a process but it is an expression, which has no variables there'
      : undefined;
  }),
  nodeRule('multiple-event-kind', 'BPMN 2.0 §10.5.1', (node) => multipleProblem(node)),
];

function firesOnce(node: Node): boolean {
  if (node.type === 'intermediateCatchEvent') return true;
  if (node.type === 'boundaryEvent') return flagOf(node.element, 'cancelActivity');
  return node.type === 'startEvent' && node.scope.owner !== undefined && flagOf(node.element, 'isInterrupting');
}

/** A link or a none event is no part of a multiple event; compensation and cancel act on the scope alone. */
function multipleProblem(node: Node): string | undefined {
  if (node.definitions.length < 2) return undefined;
  const alone = definitionKinds(node).find((kind) => kind === 'link' || kind === 'cancel' || kind === 'compensation');
  return alone && `Expected ${alone} to be the only event definition but there are ${node.definitions.length}`;
}
