import type {
  ExecutableElement,
  ExecutableProcess,
  ExecutionListener,
  Mapping,
  TaskListener,
} from '@krok/bpmn/executable';
import { feel, job } from '../../../../packages/engine/test/build.ts';

/** The model with mappings and listeners on some of its elements; which ones `seed` says. */
export function dressed(executable: ExecutableProcess, seed: number): ExecutableProcess {
  return { ...executable, elements: executable.elements.map((element) => dress(element, seed)) };
}

function dress(element: ExecutableElement, seed: number): ExecutableElement {
  if (!WORK.has(element.type)) return element;
  switch ((element.index * 5 + seed) % 9) {
    case 0:
      return { ...element, executionListeners: [listener('start')] };
    case 1:
      return { ...element, executionListeners: [listener('end')], outputs: [mapping('n', 'last')] };
    case 2:
      return { ...element, inputs: [mapping('n + 1', 'next')], outputs: [mapping('next', 'n')] };
    case 3:
      return { ...element, executionListeners: [listener('start'), listener('start'), listener('end')] };
    case 4:
      return element.type === 'userTask'
        ? { ...element, taskListeners: [told('creating'), told('completing')] }
        : element;
    case 5:
      return element.type === 'userTask'
        ? { ...element, taskListeners: [told('canceling'), told('updating'), told('canceling')] }
        : element;
    default:
      return element;
  }
}

const WORK: ReadonlySet<ExecutableElement['type']> = new Set([
  'serviceTask',
  'sendTask',
  'receiveTask',
  'userTask',
  'callActivity',
  'manualTask',
  'feelScriptTask',
  'subProcess',
  'intermediateCatchEvent',
]);

const listener = (on: ExecutionListener['on']): ExecutionListener => ({ on, ...job(`listen-${on}`) });
const told = (on: TaskListener['on']): TaskListener => ({ on, ...job(`told-${on}`) });
const mapping = (source: string, target: string): Mapping => ({ source: feel(source), target: [target] });
