import type { ExecutableElement } from '@krok/bpmn/executable';
import { cyclesOf } from './cycles.ts';
import { type Rule, successorsOf } from './rule.ts';

/** Cycles of flows in which nothing waits: 10,000 moves in one step are an incident. */
export const loopsWithoutWait: Rule = (process, add) => {
  const counts = (index: number): boolean => {
    const element = process.elements[index];
    return element !== undefined && !waits(element);
  };
  const nextOf = (index: number): readonly number[] => {
    const element = process.elements[index];
    return element === undefined || !counts(index) ? [] : successorsOf(process, element).filter(counts);
  };
  for (const cycle of cyclesOf(process.elements.length, nextOf)) {
    const ids = cycle.map((index) => process.elements[index]?.id ?? '');
    add('loop-without-wait', 'warning', ids[0], { elements: ids.join(', ') });
  }
};

function waits(element: ExecutableElement): boolean {
  if ('job' in element && element.job !== undefined) return true;
  switch (element.type) {
    case 'userTask':
    case 'receiveTask':
    case 'callActivity':
    case 'eventBasedGateway':
      return true;
    case 'intermediateCatchEvent':
      return element.trigger.kind !== 'link' && element.trigger.kind !== 'none';
    case 'subProcess':
    case 'transaction':
    case 'adHocSubProcess':
      return true;
    default:
      return element.executionListeners !== undefined;
  }
}
