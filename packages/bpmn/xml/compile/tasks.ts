import type { ElementBase, ExecutableElement, Expression } from '@krok/bpmn/executable';
import type { Node } from '../diagram/diagram.ts';
import { extensionOf, flagOf, textOf, type ModdleElement } from '../moddle/moddle-element.ts';
import type { Compilation } from './compilation.ts';
import { embeddedFormId } from './embedded-forms.ts';
import { messageTrigger, waitsForMessage } from './events.ts';
import { expressionOf, feelOf, generatedFeel, optionalExpression } from './expressions.ts';
import { headersOf, requiredJob, taskListenersOf } from './jobs.ts';
import { variablePath } from './mappings.ts';

/** A script task is FEEL where it has a `zeebe:script`, else a job. */
export function scriptTask(compilation: Compilation, node: Node, base: ElementBase): ExecutableElement {
  const script = extensionOf(node.element, 'zeebe:Script');
  if (!script) return { ...base, type: 'scriptTask', job: requiredJob(compilation, node.element) };
  return {
    ...base,
    type: 'feelScriptTask',
    expression: feelOf(compilation, textOf(script, 'expression') ?? '', {
      element: node.id,
      path: 'zeebe:script/expression',
    }),
    resultVariable: resultVariable(compilation, node, script, 'zeebe:script'),
  };
}

/** A business rule task asks a decision where it has a `zeebe:calledDecision`, else it is a job. */
export function businessRuleTask(compilation: Compilation, node: Node, base: ElementBase): ExecutableElement {
  const decision = extensionOf(node.element, 'zeebe:CalledDecision');
  if (!decision) return { ...base, type: 'businessRuleTask', job: requiredJob(compilation, node.element) };
  return {
    ...base,
    type: 'decisionTask',
    decisionId: requiredText(compilation, node, decision, 'decisionId', 'zeebe:calledDecision'),
    resultVariable: resultVariable(compilation, node, decision, 'zeebe:calledDecision'),
    ...bindingOf(compilation, node, decision, 'zeebe:calledDecision'),
  };
}

/** With or without `zeebe:userTask`: both are human work here. */
export function userTask(compilation: Compilation, node: Node, base: ElementBase): ExecutableElement {
  const assignment = extensionOf(node.element, 'zeebe:AssignmentDefinition');
  const schedule = extensionOf(node.element, 'zeebe:TaskSchedule');
  const priority = extensionOf(node.element, 'zeebe:PriorityDefinition');
  const read = (owner: ModdleElement | undefined, property: string, path: string) =>
    optionalExpression(compilation, owner && textOf(owner, property), {
      element: node.id,
      path: `${path}/${property}`,
    });
  const parts = {
    assignee: read(assignment, 'assignee', 'zeebe:assignmentDefinition'),
    candidateGroups: listOf(compilation, node, read(assignment, 'candidateGroups', 'zeebe:assignmentDefinition')),
    candidateUsers: listOf(compilation, node, read(assignment, 'candidateUsers', 'zeebe:assignmentDefinition')),
    dueDate: read(schedule, 'dueDate', 'zeebe:taskSchedule'),
    followUpDate: read(schedule, 'followUpDate', 'zeebe:taskSchedule'),
    priority: read(priority, 'priority', 'zeebe:priorityDefinition'),
    form: formOf(compilation, node),
  };
  checkPriority(compilation, node, parts.priority);
  checkDay(compilation, node, parts.dueDate);
  checkDay(compilation, node, parts.followUpDate);
  const taskListeners = taskListenersOf(compilation, node.element);
  const { assignee, candidateUsers, dueDate, followUpDate, form } = parts;
  const named = assignee ?? parts.candidateGroups ?? candidateUsers;
  const candidateGroups = named ? parts.candidateGroups : groupsOfLane(compilation, node, base);
  return {
    ...base,
    type: 'userTask',
    headers: headersOf(compilation, node.element),
    ...(taskListeners && { taskListeners }),
    ...(assignee && { assignee }),
    ...(candidateGroups && { candidateGroups }),
    ...(candidateUsers && { candidateUsers }),
    ...(dueDate && { dueDate }),
    ...(followUpDate && { followUpDate }),
    ...(parts.priority && { priority: parts.priority }),
    ...(form && { form }),
  };
}

export function receiveTask(compilation: Compilation, node: Node, base: ElementBase): ExecutableElement {
  const instantiate = flagOf(node.element, 'instantiate');
  return {
    ...base,
    type: 'receiveTask',
    trigger: messageTrigger(compilation, node, node.element, !instantiate && waitsForMessage(node)),
    instantiate,
  };
}

export function callActivity(compilation: Compilation, node: Node, base: ElementBase): ExecutableElement {
  const called = extensionOf(node.element, 'zeebe:CalledElement');
  const path = 'zeebe:calledElement';
  const place = { element: node.id, path: `${path}/processId` };
  const text =
    (called && (textOf(called, 'processId') ?? textOf(called, 'processIdExpression'))) ??
    textOf(node.element, 'calledElement');
  const process = optionalExpression(compilation, text, place);
  if (!process)
    compilation.report.error(
      'called-element-missing',
      node.id,
      'Expected a zeebe:calledElement with the id of a process but there is none',
      path,
    );
  if (called && (textOf(called, 'businessId') ?? '').trim() !== '')
    compilation.report.error(
      'called-business-id',
      node.id,
      'Expected a called process without a business id but there is one: a called case is found by its caller here',
      `${path}/businessId`,
    );
  return {
    ...base,
    type: 'callActivity',
    calledProcess: process ?? { kind: 'static', text: '' },
    propagateAllParentVariables: called ? flagOf(called, 'propagateAllParentVariables') : true,
    // Camunda 8: without the attribute all variables go up, unless output mappings say what does.
    propagateAllChildVariables:
      called && called['propagateAllChildVariables'] !== undefined
        ? flagOf(called, 'propagateAllChildVariables')
        : base.outputs === undefined,
    ...(called ? bindingOf(compilation, node, called, path) : { bindingType: 'latest' as const }),
  };
}

/** Which version of another resource is meant. */
function bindingOf(
  compilation: Compilation,
  node: Node,
  owner: ModdleElement,
  path: string,
): { readonly bindingType: 'latest' | 'deployment' | 'versionTag'; readonly versionTag?: string } {
  const bindingType = textOf(owner, 'bindingType') ?? 'latest';
  const versionTag = textOf(owner, 'versionTag')?.trim() ?? '';
  if (bindingType === 'versionTag') {
    if (versionTag === '')
      compilation.report.error(
        'binding-type',
        node.id,
        'Expected a versionTag for bindingType "versionTag" but it is empty',
        path,
      );
    return { bindingType, versionTag };
  }
  if (bindingType !== 'latest' && bindingType !== 'deployment') {
    compilation.report.error(
      'binding-type',
      node.id,
      `Expected bindingType "latest", "deployment" or "versionTag" but it is "${bindingType}"`,
      path,
    );
    return { bindingType: 'latest' };
  }
  return { bindingType };
}

function formOf(compilation: Compilation, node: Node) {
  const definition = extensionOf(node.element, 'zeebe:FormDefinition');
  if (!definition) return undefined;
  const [formId, formKey, externalReference] = ['formId', 'formKey', 'externalReference'].map((name) => {
    const text = textOf(definition, name)?.trim();
    return text === '' ? undefined : text;
  });
  if (formId === undefined && formKey === undefined && externalReference === undefined) {
    compilation.report.error(
      'form-missing',
      node.id,
      'Expected a formId, formKey or externalReference but the form definition has none',
      'zeebe:formDefinition',
    );
  }
  const embedded = formId === undefined ? embeddedFormId(compilation.diagram, formKey) : undefined;
  if (embedded !== undefined) return { formId: embedded, bindingType: 'deployment' as const };
  if (formId === undefined && (formKey !== undefined || externalReference !== undefined)) {
    compilation.report.warning(
      'form-not-shown',
      node.id,
      'Expected a formId but the form is named by another key: the worklist shows the variables in its place',
      'zeebe:formDefinition',
    );
  }
  return {
    ...(formId !== undefined && { formId }),
    ...(formKey !== undefined && { formKey }),
    ...(externalReference !== undefined && { externalReference }),
    ...(formId !== undefined && bindingOf(compilation, node, definition, 'zeebe:formDefinition')),
  };
}

/** BPMN 2.0 §10.7 leaves to lanes what they mean: here the innermost one says who does what names nobody. */
function groupsOfLane(compilation: Compilation, node: Node, { lanes }: ElementBase): Expression | undefined {
  const lane = lanes?.at(-1);
  if (lane === undefined) return undefined;
  const group = compilation.groupOfLane(lane);
  if (group !== null) {
    return generatedFeel(compilation, `[${JSON.stringify(group)}]`, { element: node.id, path: 'bpmn:lane' });
  }
  compilation.report.warning(
    'lane-without-group',
    node.id,
    `Expected a lane that is named as a role but it is "${lane}": the task is offered to everybody`,
    'bpmn:lane',
  );
  return undefined;
}

/** A static text lists names by comma; the engine sees a FEEL list of strings either way. */
function listOf(compilation: Compilation, node: Node, value: Expression | undefined): Expression | undefined {
  if (value?.kind !== 'static') return value;
  const names = value.text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const source = `[${names.map((name) => JSON.stringify(name)).join(', ')}]`;
  return generatedFeel(compilation, source, { element: node.id, path: 'zeebe:assignmentDefinition' });
}

function checkPriority(compilation: Compilation, node: Node, priority: Expression | undefined): void {
  if (priority?.kind !== 'static') return;
  if (/^\d{1,3}$/.test(priority.text.trim()) && Number(priority.text) <= 100) return;
  compilation.report.error(
    'priority',
    node.id,
    `Expected a priority from 0 to 100 but it is "${priority.text}"`,
    'zeebe:priorityDefinition',
  );
}

/** What was meant as an expression and has no `=` would be a due date that is no date. */
function checkDay(compilation: Compilation, node: Node, day: Expression | undefined): void {
  if (day?.kind !== 'static' || /^\d{4}-\d{2}-\d{2}(?:T.*)?$/.test(day.text.trim())) return;
  compilation.report.warning(
    'schedule-date',
    node.id,
    `Expected a date, or an expression after "=", but it is "${day.text}": the task has no date`,
    'zeebe:taskSchedule',
  );
}

function requiredText(
  compilation: Compilation,
  node: Node,
  owner: ModdleElement,
  property: string,
  path: string,
): Expression {
  const text = textOf(owner, property) ?? '';
  if (text.trim() === '')
    compilation.report.error('called-decision-missing', node.id, `Expected a ${property} but it is empty`, path);
  return expressionOf(compilation, text, { element: node.id, path: `${path}/${property}` });
}

function resultVariable(compilation: Compilation, node: Node, owner: ModdleElement, path: string): string {
  const name = textOf(owner, 'resultVariable')?.trim() ?? '';
  if (name === '')
    compilation.report.error('result-variable', node.id, 'Expected a resultVariable but it is empty', path);
  else variablePath(compilation, name, node.id, `${path}/resultVariable`);
  return name;
}
