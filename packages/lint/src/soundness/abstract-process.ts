import type {
  EventTrigger,
  ExecutableElement,
  ExecutableFlow,
  ExecutableProcess,
  ExecutionListener,
  Expression,
  JobDefinition,
} from '@krok/bpmn/executable';
import { drawsRandomness } from '@krok/feel/executable';
import { abstractLoop } from './abstract-loop.ts';
import { abstractTrigger } from './abstract-trigger.ts';
import { AtOnce, heldTrigger } from './at-once.ts';
import { Catchers } from './catchers.ts';
import { STATIC } from './marked.ts';
import { Questions } from './questions.ts';

/** The process without its data: every question that data would answer is open, and what only passes is not waited at. */
export interface AbstractProcess {
  readonly process: ExecutableProcess;
  readonly questions: Questions;
  readonly catchers: Catchers;
  readonly atOnce: AtOnce;
}

/** `heldAt`: elements at which something of another process is waited for: a message, or the end of a call that never ends. */
export function abstractProcess(original: ExecutableProcess, heldAt: ReadonlySet<number>): AbstractProcess {
  const questions = new Questions();
  const catchers = new Catchers(original);
  const atOnce = new AtOnce(original.elements);
  const behindGateway = new Set(
    original.elements.flatMap((each) => (each.type === 'eventBasedGateway' ? each.targets : [])),
  );
  const elements = original.elements.map((element): ExecutableElement => {
    const { inputs: _, outputs: __, executionListeners = [], loop, ...bare } = element;
    // The rest of a union loses what tells its members apart.
    const plain = bare as ExecutableElement;
    // What starts with its scope has no flow on which a token could wait in its place.
    const isEntry = element.incoming.length === 0;
    const waits =
      isEntry || heldAt.has(element.index) || behindGateway.has(element.index) || catchers.hasBoundary(element);
    const abstract = atOnce.isHost(element.index)
      ? { ...waitingFor(plain), boundaries: atOnce.heldBoundaries(element) }
      : withoutData(atOnce.isOnHost(plain) ? held(plain) : plain, waits, catchers, questions);
    const kept = abstractLoop(element, loop, questions);
    // What listens matters where it may throw what is caught.
    const heard = catchers.codesAround(element).length > 0 ? oneOfEach(executionListeners) : [];
    return {
      ...abstract,
      ...(kept !== undefined && { loop: kept }),
      ...(heard.length > 0 && { executionListeners: heard }),
    };
  });
  const flows = original.flows.map((flow): ExecutableFlow => {
    const { condition: _, ...bare } = flow;
    return bare;
  });
  openConditions(original, flows, questions);
  return { process: { ...original, elements, flows }, questions, catchers, atOnce };
}

/** `waits`: what happens while it waits matters; all else passes tokens on whenever it likes. */
function withoutData(
  element: ExecutableElement,
  waits: boolean,
  catchers: Catchers,
  questions: Questions,
): ExecutableElement {
  const { index } = element;
  const canThrow = catchers.codesAround(element).length > 0;
  switch (element.type) {
    case 'serviceTask':
    case 'sendTask':
    case 'businessRuleTask':
    case 'scriptTask':
      return waits || canThrow ? { ...element, job: JOB } : passing(element);
    case 'callActivity':
      return waits || canThrow ? { ...element, calledProcess: STATIC } : passing(element);
    case 'userTask':
      // A listener of the task may throw for it.
      if (canThrow && element.taskListeners !== undefined) return { ...baseOf(element), type: 'serviceTask', job: JOB };
      return waits ? waitingFor(element) : passing(element);
    case 'receiveTask':
      return waits || element.instantiate
        ? { ...element, trigger: abstractTrigger(element.trigger, index, questions) }
        : passing(element);
    case 'feelScriptTask':
    case 'decisionTask':
      return passing(element);
    case 'intermediateCatchEvent':
      if (!waits && element.trigger.kind !== 'link') return passing(element);
      return { ...element, trigger: abstractTrigger(element.trigger, index, questions) };
    case 'intermediateThrowEvent':
    case 'endEvent': {
      const { job, ...silent } = element;
      const said = { ...silent, trigger: thrown(element.trigger, index, questions) };
      return job !== undefined && canThrow ? { ...said, job: JOB } : said;
    }
    case 'startEvent':
    case 'boundaryEvent':
      return { ...element, trigger: abstractTrigger(element.trigger, index, questions) };
    case 'adHocSubProcess': {
      const { activeElements, completionCondition, job, ...bare } = element;
      return {
        ...bare,
        ...(activeElements && { activeElements: questions.ask({ kind: 'activities', element: index }) }),
        ...(job && { job: JOB }),
        ...(completionCondition && { completionCondition: questions.ask({ kind: 'either' }) }),
      };
    }
    case 'complexGateway':
      return element.activationCondition === undefined
        ? element
        : { ...element, activationCondition: activation(element.activationCondition, questions) };
    default:
      return element;
  }
}

/** Which flows a gateway or activity may take, told to the questions as one choice of a set of flows. */
function openConditions(original: ExecutableProcess, flows: ExecutableFlow[], questions: Questions): void {
  for (const element of original.elements) {
    const { outgoing, defaultFlow, type } = element;
    const isGateway = type === 'exclusiveGateway' || type === 'inclusiveGateway';
    if (outgoing.length < 2 && defaultFlow === undefined) continue;
    const open = outgoing.filter(
      (flow) => flow !== defaultFlow && (isGateway || original.flows[flow]?.condition !== undefined),
    );
    if (open.length === 0) continue;
    const rest = outgoing.length > open.length;
    const kind = type === 'exclusiveGateway' ? 'oneFlow' : 'someFlows';
    for (const flow of open) {
      const before = flows[flow];
      const first = flow === open[0];
      const position = open.indexOf(flow);
      if (before)
        flows[flow] = { ...before, condition: questions.ask({ kind, count: open.length, rest, first, position }) };
    }
  }
}

/** Counting tokens needs no data; a condition on anything else may hold or not. */
function activation(condition: Expression, questions: Questions): Expression {
  const counts =
    condition.kind === 'feel' &&
    condition.tree.reads.every((name) => name === 'activationCount') &&
    !drawsRandomness(condition.tree);
  return counts ? questions.ask({ kind: 'real', expression: condition }) : questions.ask({ kind: 'either' });
}

function thrown(trigger: EventTrigger, element: number, questions: Questions): EventTrigger {
  if (trigger.kind === 'message') return { kind: 'none' };
  if (trigger.kind === 'multiple')
    return { ...trigger, triggers: trigger.triggers.map((each) => thrown(each, element, questions)) };
  return abstractTrigger(trigger, element, questions);
}

function held(element: ExecutableElement): ExecutableElement {
  return element.type === 'boundaryEvent' ? { ...element, trigger: heldTrigger(element.trigger) } : element;
}

function oneOfEach(listeners: readonly ExecutionListener[]): readonly ExecutionListener[] {
  const first = listeners.filter((each, at) => listeners.findIndex(({ on }) => on === each.on) === at);
  return first.map(({ on }) => ({ on, job: JOB }));
}

function waitingFor(element: ExecutableElement): ExecutableElement {
  return { ...baseOf(element), type: 'userTask', headers: {} };
}

function passing(element: ExecutableElement): ExecutableElement {
  return { ...baseOf(element), type: 'task' };
}

function baseOf(element: ExecutableElement) {
  const { index, id, scope, incoming, outgoing } = element;
  return {
    index,
    id,
    scope,
    incoming,
    outgoing,
    ...(element.defaultFlow !== undefined && { defaultFlow: element.defaultFlow }),
    ...(element.boundaries && { boundaries: element.boundaries }),
    ...(element.isForCompensation && { isForCompensation: element.isForCompensation }),
    ...(element.compensationHandler !== undefined && { compensationHandler: element.compensationHandler }),
    ...(element.startQuantity !== undefined && { startQuantity: element.startQuantity }),
    ...(element.completionQuantity !== undefined && { completionQuantity: element.completionQuantity }),
  };
}

/** Three retries count escalations: an open job may throw two. */
const JOB: JobDefinition = { type: STATIC, retries: { kind: 'static', text: '3' }, headers: {} };
