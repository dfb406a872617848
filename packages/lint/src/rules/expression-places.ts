import type {
  EventTrigger,
  ExecutableElement,
  ExecutableProcess,
  Expression,
  JobDefinition,
} from '@krok/bpmn/executable';
import { triggersOf } from './timers.ts';

/** What the engine takes at a place; anything else is an incident there. */
export type Wanted =
  | 'condition'
  | 'text'
  | 'key'
  | 'optionalText'
  | 'texts'
  | 'day'
  | 'number'
  | 'list'
  | 'json'
  | 'date'
  | 'duration'
  | 'cycle';

export interface ExpressionPlace {
  /** Id of the element or flow that is told. */
  readonly element: string;
  readonly expression: Expression;
  readonly wanted: Wanted;
  /** An event whose condition has no answer waits on: no incident. */
  readonly waits?: true;
}

/** Every expression of a process whose value has to be of a certain type. */
export function expressionPlaces(process: ExecutableProcess): readonly ExpressionPlace[] {
  return process.elements.flatMap((element) => {
    const found: ExpressionPlace[] = [];
    const add = (wanted: Wanted, expression: Expression | undefined, id = element.id): void => {
      if (expression !== undefined) found.push({ element: id, expression, wanted });
    };
    for (const index of asks(element) ? element.outgoing : []) {
      const flow = process.flows[index];
      if (flow !== undefined && index !== element.defaultFlow) add('condition', flow.condition, flow.id);
    }
    for (const trigger of triggersOf(element)) addTrigger(found, element, trigger, add);
    if ('job' in element) addJob(element.job, add);
    for (const { job } of element.executionListeners ?? []) addJob(job, add);
    for (const { source } of [...(element.inputs ?? []), ...(element.outputs ?? [])]) add('json', source);
    addLoop(element, add);
    addOwn(found, element, add);
    return found;
  });
}

type AddPlace = (wanted: Wanted, expression: Expression | undefined) => void;

/** A gateway with one flow out takes it without a question. */
function asks({ outgoing, defaultFlow }: ExecutableElement): boolean {
  return outgoing.length > 1 || defaultFlow !== undefined;
}

function addTrigger(found: ExpressionPlace[], element: ExecutableElement, trigger: EventTrigger, add: AddPlace): void {
  const throws = element.type === 'endEvent' || element.type === 'intermediateThrowEvent';
  switch (trigger.kind) {
    case 'message':
      // One that is thrown is a job.
      if (throws) return;
      add('text', trigger.name);
      return add('key', trigger.correlationKey);
    case 'signal':
      return add('text', trigger.name);
    case 'timer':
      return add(trigger.timer.kind, trigger.timer.value);
    case 'error':
    case 'escalation':
      return throws ? add('text', trigger.code) : undefined;
    case 'conditional':
      found.push({ element: element.id, expression: trigger.condition, wanted: 'condition', waits: true });
      return undefined;
    default:
      return undefined;
  }
}

function addJob(job: JobDefinition | undefined, add: AddPlace): void {
  add('text', job?.type);
  add('number', job?.retries);
}

function addLoop({ loop }: ExecutableElement, add: AddPlace): void {
  if (loop?.kind === 'multiInstance') {
    add('list', loop.inputCollection);
    add('json', loop.outputElement);
    add('condition', loop.completionCondition);
  } else add('condition', loop?.condition);
}

function addOwn(found: ExpressionPlace[], element: ExecutableElement, add: AddPlace): void {
  switch (element.type) {
    case 'userTask':
      add('optionalText', element.assignee);
      add('texts', element.candidateGroups);
      add('texts', element.candidateUsers);
      add('day', element.dueDate);
      add('day', element.followUpDate);
      return add('number', element.priority);
    case 'feelScriptTask':
      return add('json', element.expression);
    case 'callActivity':
      return add('text', element.calledProcess);
    case 'decisionTask':
      return add('text', element.decisionId);
    case 'adHocSubProcess':
      add('texts', element.activeElements);
      return add('condition', element.completionCondition);
    case 'complexGateway':
      if (element.activationCondition !== undefined)
        found.push({
          element: element.id,
          expression: element.activationCondition,
          wanted: 'condition',
          waits: true,
        });
      return undefined;
    default:
      return undefined;
  }
}
