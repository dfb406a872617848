import type { EventTrigger, Expression, TimerDefinition } from '@krok/bpmn/executable';
import { referenceLimits } from '../limits.ts';
import { definitionKind, type Node } from '../diagram/diagram.ts';
import { bodyOf, childOf, extensionOf, flagOf, idOf, textOf, type ModdleElement } from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import { expressionOf, feelOf, optionalExpression, shorten } from './expressions.ts';
import { isCycle, isIsoDateTime, isIsoDuration } from './iso-text.ts';
import { conditionFilter } from './condition-filter.ts';
import { linkTargetOf } from './links.ts';

/** What an event waits for, or what it throws. */
export function triggerOf(compilation: Compilation, node: Node): EventTrigger {
  const triggers = node.definitions.map((definition) => single(compilation, node, definition));
  const [first] = triggers;
  if (first === undefined) return { kind: 'none' };
  if (triggers.length === 1) return first;
  return { kind: flagOf(node.element, 'parallelMultiple') ? 'parallelMultiple' : 'multiple', triggers };
}

/** Trigger of an event definition that stands outside an event: behaviour events of a multi-instance. */
export function triggerOfDefinition(compilation: Compilation, node: Node, definition: ModdleElement): EventTrigger {
  return single(compilation, node, definition);
}

/** The message of a receive task, whose reference is on the task itself. */
export function messageTrigger(
  compilation: Compilation,
  node: Node,
  owner: ModdleElement,
  needsKey: boolean,
): EventTrigger {
  const message = childOf(owner, 'messageRef');
  // What a job sends is the job's matter: BPMN 2.0 §10.5.1 lets the reference away, and so does Camunda 8.
  const isSentByJob = (node.type === 'endEvent' || node.type === 'intermediateThrowEvent') && hasJob(node);
  if (!message && isSentByJob) return { kind: 'message', name: { kind: 'static', text: '' } };
  if (!message) {
    compilation.report.error(
      'message-missing',
      node.id,
      'Expected a messageRef to a message of this file but there is none',
      'messageRef',
    );
    return { kind: 'message', name: { kind: 'static', text: '' } };
  }
  const element = idOf(message);
  const name = textOf(message, 'name') ?? '';
  if (name.trim() === '')
    compilation.report.error('message-name', element, 'Expected a name for this message but it is empty', 'name');
  else if (isTooLong(name)) compilation.report.error('message-name', element, tooLong('message', name), 'name');
  const subscription = extensionOf(message, 'zeebe:Subscription');
  const key = optionalExpression(compilation, subscription && textOf(subscription, 'correlationKey'), {
    element,
    path: 'zeebe:subscription',
  });
  if (needsKey && !key) {
    compilation.report.error(
      'correlation-key',
      node.id,
      `Expected message "${shorten(name)}" to have a zeebe:subscription with a correlation key but it has none`,
      'messageRef',
    );
  }
  return {
    kind: 'message',
    name: expressionOf(compilation, name, { element, path: 'name' }),
    // What starts an instance is found by name: a key would have no variables to be evaluated with.
    ...(key && needsKey && { correlationKey: key }),
  };
}

function hasJob(node: Node): boolean {
  return extensionOf(node.element, 'zeebe:TaskDefinition') !== undefined;
}

function single(compilation: Compilation, node: Node, definition: ModdleElement): EventTrigger {
  const kind = definitionKind(definition);
  switch (kind) {
    case 'message':
      return messageTrigger(compilation, node, definition, waitsForMessage(node));
    case 'timer':
      return { kind: 'timer', timer: timerOf(compilation, node, definition) };
    case 'signal':
      return { kind: 'signal', name: signalName(compilation, node, definition) };
    case 'error':
    case 'escalation': {
      const code = codeOf(compilation, node, definition, kind);
      return { kind, ...(code && { code }) };
    }
    case 'conditional':
      return {
        kind: 'conditional',
        condition: feelOf(compilation, bodyOf(definition, 'condition') ?? '', {
          element: node.id,
          path: 'conditionalEventDefinition/condition',
        }),
        ...conditionFilter(compilation, node, definition),
      };
    case 'compensation': {
      const activity = compensatedActivity(compilation, definition);
      return {
        kind: 'compensation',
        waitForCompletion: flagOf(definition, 'waitForCompletion'),
        ...(activity !== undefined && { activity }),
      };
    }
    case 'link': {
      const target = linkTargetOf(node);
      return { kind: 'link', ...(target && { target: compilation.indexOf(target) }) };
    }
    case 'terminate':
    case 'cancel':
      return { kind };
    default:
      compilation.report.error('event-unknown', node.id, `Expected an event of BPMN 2.0 but it is ${definition.$type}`);
      return { kind: 'none' };
  }
}

/**
 * What starts an instance is found by name alone; all other catches also by key, and so are those that come to the instance
 * that another one behind the same parallel gateway has started.
 */
export function waitsForMessage(node: Node): boolean {
  if (node.type === 'endEvent' || node.type === 'intermediateThrowEvent') return false;
  if (node.type === 'startEvent') return node.scope.owner !== undefined;
  return !node.incoming.some(
    ({ source }) =>
      source?.type === 'eventBasedGateway' && flagOf(source.element, 'instantiate') && !isParallel(source),
  );
}

/** Of an event-based gateway. */
export function isParallel(node: Node): boolean {
  return textOf(node.element, 'eventGatewayType') === 'Parallel';
}

function timerOf(compilation: Compilation, node: Node, definition: ModdleElement): TimerDefinition {
  const texts = [
    {
      kind: 'date',
      tag: 'timeDate',
      valid: isIsoDateTime,
      form: 'an ISO 8601 date and time such as 2026-11-22T09:00:00+01:00',
    },
    { kind: 'duration', tag: 'timeDuration', valid: isIsoDuration, form: 'an ISO 8601 duration such as PT10S or P14D' },
    {
      kind: 'cycle',
      tag: 'timeCycle',
      valid: isCycle,
      form: 'an ISO 8601 repetition such as R3/PT10S, or a cron text of six fields',
    },
  ] as const;
  const given = texts.filter(({ tag }) => (bodyOf(definition, tag) ?? '').trim() !== '');
  const [chosen] = given;
  if (given.length !== 1 || !chosen) {
    compilation.report.error(
      'timer-definition',
      node.id,
      `Expected one of timeDate, timeDuration and timeCycle but there ${given.length === 0 ? 'is none' : `are ${given.length}`}`,
      'timerEventDefinition',
    );
    return { kind: 'duration', value: { kind: 'static', text: 'PT0S' } };
  }
  const path = `timerEventDefinition/${chosen.tag}`;
  const text = (bodyOf(definition, chosen.tag) ?? '').trim();
  const value = expressionOf(compilation, text, { element: node.id, path });
  if (value.kind === 'static' && !text.startsWith('=') && !chosen.valid(text)) {
    compilation.report.error(
      'timer-text',
      node.id,
      `Expected ${chosen.form} but ${chosen.tag} is "${shorten(text)}"`,
      path,
    );
  }
  return { kind: chosen.kind, value };
}

function signalName(compilation: Compilation, node: Node, definition: ModdleElement): Expression {
  const signal = childOf(definition, 'signalRef');
  const name = (signal && textOf(signal, 'name')) ?? '';
  if (!signal)
    compilation.report.error(
      'signal-missing',
      node.id,
      'Expected a signalRef to a signal of this file but there is none',
      'signalEventDefinition',
    );
  else if (name.trim() === '')
    compilation.report.error('signal-name', idOf(signal), 'Expected a name for this signal but it is empty', 'name');
  else if (isTooLong(name)) compilation.report.error('signal-name', idOf(signal), tooLong('signal', name), 'name');
  return expressionOf(compilation, name, { element: signal && idOf(signal), path: 'name' });
}

/** Names are looked up by an index, and nobody can send a longer one. */
function isTooLong(name: string): boolean {
  return name.length > referenceLimits.length && !name.trim().startsWith('=');
}

function tooLong(what: string, name: string): string {
  return `Expected a name of at most ${referenceLimits.length} characters for this ${what} but it has ${name.length}`;
}

/** Absent on a catch event means every code; a throw needs one. */
function codeOf(
  compilation: Compilation,
  node: Node,
  definition: ModdleElement,
  kind: 'error' | 'escalation',
): Expression | undefined {
  const referenced = childOf(definition, `${kind}Ref`);
  const text = referenced && textOf(referenced, `${kind}Code`);
  const code = optionalExpression(compilation, text, { element: referenced && idOf(referenced), path: `${kind}Code` });
  const throws = node.type === 'endEvent' || node.type === 'intermediateThrowEvent';
  if (throws && !code) {
    compilation.report.error(
      kind === 'error' ? 'error-code' : 'escalation-code',
      node.id,
      `Expected the thrown ${kind} to have an ${kind}Code but it has none`,
      `${kind}EventDefinition`,
    );
  }
  if (!throws && code?.kind === 'feel') {
    compilation.report.error(
      'catch-code-static',
      node.id,
      `Expected a fixed ${kind}Code on a catch event but it is an expression`,
      `${kind}EventDefinition`,
    );
  }
  return code;
}

function compensatedActivity(compilation: Compilation, definition: ModdleElement): number | undefined {
  const activity = childOf(definition, 'activityRef');
  const id = activity && idOf(activity);
  const node = id === undefined ? undefined : compilation.diagram.nodesById.get(id);
  return node && compilation.indexOf(node);
}
