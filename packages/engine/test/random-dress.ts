import type {
  ExecutableElement,
  ExecutableProcess,
  ExecutionListener,
  LoopCharacteristics,
  Mapping,
  TaskListener,
} from '@krok/bpmn/executable';
import fc from 'fast-check';
import { feel, job, text } from './build.ts';

/** What the elements of a model wear, one after the other and again from the beginning; none where it is empty. */
export type Dress = readonly number[];

export const dress: fc.Arbitrary<Dress> = fc.array(fc.nat(20), { maxLength: 7 });

/** The model with mappings, listeners and loops on its elements, wherever the deployment takes them. */
export function dressed(executable: ExecutableProcess, worn: Dress): ExecutableProcess {
  if (worn.length === 0) return executable;
  const elements = executable.elements.map((element) =>
    fitting({ ...element, ...pieceFor(element, worn[element.index % worn.length] ?? 0) }, element, executable),
  );
  return { ...executable, elements };
}

function pieceFor(element: ExecutableElement, piece: number): object {
  switch (piece) {
    case 1:
      return { executionListeners: [listener('start')] };
    case 2:
      return { executionListeners: [listener('end')] };
    case 3:
      return { executionListeners: [listener('start'), listener('end'), listener('start'), listener('end')] };
    case 4:
      return { inputs: [mapping('n + 1', 'next')] };
    case 5:
      return { outputs: [mapping('n', 'last'), mapping('n + 1', 'n')] };
    case 6:
      return { inputs: [mapping('n + 1', 'n'), mapping('n', 'next')], outputs: [mapping('n', 'last')] };
    case 7:
      return { inputs: [mapping('n', 'box.a.b')], outputs: [mapping('n', 'box.c'), mapping('n + 1', 'box.a.d')] };
    case 8:
      return {
        executionListeners: [listener('end'), listener('start')],
        inputs: [mapping('n', 'last')],
        outputs: [mapping('n', 'n')],
      };
    case 9:
    case 10:
      return element.type === 'userTask'
        ? (TOLD[piece - 9] ?? {})
        : { executionListeners: [listener('end'), listener('end')] };
    case 17:
    case 18:
    case 19:
    case 20:
      return element.type === 'userTask' ? (TOLD[piece - 15] ?? {}) : {};
    case 11:
    case 12:
    case 13:
    case 14:
      return isActivity(element) && !startsCases(element) && element.loop === undefined
        ? { loop: LOOPS[piece - 11] }
        : {};
    case 15:
      return named(element);
    case 16:
      return element.type === 'callActivity'
        ? { propagateAllParentVariables: false, propagateAllChildVariables: false }
        : { inputs: [mapping('n', 'next')] };
    default:
      return {};
  }
}

/** Without what the deployment refuses there, for nothing would heed it. */
function fitting(
  worn: ExecutableElement,
  bare: ExecutableElement,
  { elements, flows }: ExecutableProcess,
): ExecutableElement {
  const { inputs, outputs, executionListeners = [], ...rest } = worn;
  const isGateway = bare.type.endsWith('Gateway');
  const isTriggered =
    bare.type === 'boundaryEvent' ||
    (bare.type === 'startEvent' && bare.trigger.kind !== 'none') ||
    (bare.type === 'receiveTask' && bare.instantiate) ||
    bare.incoming.some((flow) => elements[flows[flow]?.source ?? -1]?.type === 'eventBasedGateway');
  const isAbrupt = bare.type === 'endEvent' && (bare.trigger.kind === 'error' || bare.trigger.kind === 'cancel');
  const endsUnheard = bare.type === 'eventBasedGateway' || isAbrupt;
  const mayMap = !isGateway && bare.type !== 'process';
  const heard = executionListeners.filter(({ on }) => (on === 'start' ? !isTriggered : !endsUnheard));
  return {
    ...rest,
    ...(inputs !== undefined && mayMap && !isTriggered && bare.type !== 'startEvent' && { inputs }),
    ...(outputs !== undefined && mayMap && !endsUnheard && { outputs }),
    ...(heard.length > 0 && { executionListeners: heard }),
  } as ExecutableElement;
}

/** An error or an escalation that leaves its code in a variable. */
function named(element: ExecutableElement): object {
  if (!('trigger' in element)) return {};
  const { trigger } = element;
  const catches = element.type === 'boundaryEvent' || element.type === 'startEvent';
  const isCoded = trigger.kind === 'error' || trigger.kind === 'escalation';
  return catches && isCoded ? { trigger: { ...trigger, codeVariable: 'code' } } : {};
}

function isActivity({ type, isForCompensation }: ExecutableElement): boolean {
  const isOne =
    type.endsWith('Task') ||
    type === 'task' ||
    type === 'callActivity' ||
    type.endsWith('ubProcess') ||
    type === 'transaction';
  return isOne && type !== 'eventSubProcess' && isForCompensation !== true;
}

function startsCases(element: ExecutableElement): boolean {
  return 'instantiate' in element && element.instantiate;
}

const listener = (on: ExecutionListener['on']): ExecutionListener => ({ on, ...job(`listen-${on}`) });
const told = (on: TaskListener['on']): TaskListener => ({ on, ...job(`told-${on}`) });
const mapping = (source: string, target: string): Mapping => ({ source: feel(source), target: target.split('.') });
const TOLD = [
  { taskListeners: [told('completing'), told('creating'), told('completing')] },
  { taskListeners: [told('creating'), told('assigning'), told('completing')], assignee: text('anna') },
  { taskListeners: [told('updating')] },
  { taskListeners: [told('completing'), told('updating'), told('updating')], assignee: text('anna') },
  { taskListeners: [told('canceling'), told('creating'), told('canceling')] },
  {
    taskListeners: [told('canceling'), told('updating'), told('completing'), told('assigning')],
    assignee: text('anna'),
  },
];
const LOOPS: readonly LoopCharacteristics[] = [
  { kind: 'multiInstance', sequential: false, inputCollection: feel('[1, 2]'), inputElement: 'n' },
  {
    kind: 'multiInstance',
    sequential: true,
    inputCollection: feel('[1, 2]'),
    outputCollection: 'results',
    outputElement: feel('last'),
    outputVariable: 'last',
    events: [{ when: 'each', trigger: { kind: 'signal', name: text('go') } }],
  },
  {
    kind: 'multiInstance',
    sequential: false,
    inputCollection: feel('[]'),
    outputCollection: 'results',
    outputElement: feel('n'),
  },
  { kind: 'standardLoop', testBefore: false, maximum: text('2') },
];
