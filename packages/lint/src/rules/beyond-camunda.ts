import type { ExecutableElement, ExecutableProcess, Expression } from '@krok/bpmn/executable';
import { type Rule, elementAt } from './rule.ts';
import { triggersOf } from './timers.ts';

/** What runs here and not in Camunda 8.8: somebody may want to take a diagram along. */
export const beyondCamunda: Rule = (process, add) => {
  for (const element of process.elements)
    for (const construct of constructsOf(process, element)) add('beyond-camunda', 'info', element.id, { construct });
};

function constructsOf(process: ExecutableProcess, element: ExecutableElement): readonly string[] {
  const found: string[] = [];
  if (element.loop?.kind === 'standardLoop') found.push('standardLoopCharacteristics');
  if (element.loop?.kind === 'multiInstance' && element.loop.events) found.push('behavior');
  if (element.type === 'transaction' || element.type === 'complexGateway') found.push(element.type);
  if (element.startQuantity !== undefined) found.push('startQuantity');
  if (element.completionQuantity !== undefined) found.push('completionQuantity');
  if ('instantiate' in element && element.instantiate) found.push('instantiate');
  if (
    element.type === 'eventBasedGateway' &&
    element.targets.some((each) => elementAt(process, each)?.type === 'receiveTask')
  )
    found.push('receiveTask');
  if ('trigger' in element) {
    if ('triggers' in element.trigger) found.push(element.trigger.kind);
    const inside = elementAt(process, element.scope)?.type === 'eventSubProcess';
    for (const { kind } of triggersOf(element)) {
      if (kind === 'conditional' || kind === 'cancel') found.push(kind);
      if (kind === 'compensation' && inside && element.type === 'startEvent') found.push(kind);
    }
  }
  const takesConditions = element.type === 'exclusiveGateway' || element.type === 'inclusiveGateway';
  const flows = element.outgoing.flatMap((flow) => process.flows[flow]?.condition ?? []);
  if (!takesConditions && flows.length > 0) found.push('conditionExpression');
  if ([...flows, ...sourcesOf(element)].some(isOurs)) found.push('business days');
  return [...new Set(found)];
}

function sourcesOf(element: ExecutableElement): readonly Expression[] {
  const sources = [...(element.inputs ?? []), ...(element.outputs ?? [])].map(({ source }) => source);
  for (const trigger of triggersOf(element)) if (trigger.kind === 'timer') sources.push(trigger.timer.value);
  if (element.type === 'feelScriptTask') sources.push(element.expression);
  if (element.type === 'userTask' && element.dueDate !== undefined) sources.push(element.dueDate);
  return sources;
}

/** FEEL functions of our own. */
function isOurs(expression: Expression): boolean {
  return expression.kind === 'feel' && /business\s+days?\b/.test(expression.tree.source);
}
