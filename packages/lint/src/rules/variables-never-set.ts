import type { ExecutableElement, ExecutableProcess, Expression } from '@krok/bpmn/executable';
import type { Rule } from './rule.ts';

/**
 * Variables that are provably null: the start brings a known set, and no result of a process comes in unmapped. Where one
 * result may hold anything, nothing is said.
 */
export const variablesNeverSet: Rule = (process, add, { startVariables }) => {
  if (startVariables === undefined || process.elements.some(mayBringAnything)) return;
  const known = new Set([...startVariables, ...GIVEN, ...process.elements.flatMap(setBy)]);
  for (const element of process.elements) {
    const missing = new Set(readsOf(process, element).filter((name) => !known.has(name)));
    for (const name of missing) add('variable-never-set', 'warning', element.id, { name });
  }
};

/** Names that elements provide to their own expressions. */
const GIVEN = [
  'loopCounter',
  'numberOfInstances',
  'numberOfActiveInstances',
  'numberOfCompletedInstances',
  'numberOfTerminatedInstances',
  'activationCount',
  'waitingForStart',
];

function mayBringAnything(element: ExecutableElement): boolean {
  if (element.outputs !== undefined) return false;
  switch (element.type) {
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
    case 'scriptTask':
    case 'userTask':
    case 'receiveTask':
      return true;
    case 'callActivity':
      return element.propagateAllChildVariables;
    case 'startEvent':
    case 'intermediateCatchEvent':
    case 'boundaryEvent':
      return !['none', 'timer', 'conditional', 'link', 'compensation'].includes(element.trigger.kind);
    default:
      return element.executionListeners !== undefined;
  }
}

function setBy(element: ExecutableElement): readonly string[] {
  const names = [...(element.inputs ?? []), ...(element.outputs ?? [])].flatMap(({ target }) => target[0] ?? []);
  if ('resultVariable' in element) names.push(element.resultVariable);
  if (element.loop?.kind === 'multiInstance') {
    const { inputElement, outputCollection } = element.loop;
    names.push(...[inputElement, outputCollection].filter((each) => each !== undefined));
  }
  return names;
}

function readsOf(process: ExecutableProcess, element: ExecutableElement): readonly string[] {
  const flows = element.outgoing.flatMap((flow) => process.flows[flow]?.condition ?? []);
  const own = [...flows, ...(element.inputs ?? []).map(({ source }) => source)];
  if ('trigger' in element && element.trigger.kind === 'conditional') own.push(element.trigger.condition);
  if ('trigger' in element && element.trigger.kind === 'timer') own.push(element.trigger.timer.value);
  if (element.type === 'feelScriptTask') own.push(element.expression);
  if (element.type === 'userTask')
    own.push(...[element.assignee, element.dueDate].filter((each) => each !== undefined));
  return own.flatMap((expression: Expression) => (expression.kind === 'feel' ? expression.tree.reads : []));
}
