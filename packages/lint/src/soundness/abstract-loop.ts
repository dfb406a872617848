import type { ExecutableElement, LoopCharacteristics } from '@krok/bpmn/executable';
import { abstractTrigger } from './abstract-trigger.ts';
import type { Questions } from './questions.ts';

/**
 * Loops of nought, one and two runs stand for all: runs do not see each other. Around an activity without an inside a loop
 * changes nothing but when it ends.
 */
export function abstractLoop(
  element: ExecutableElement,
  loop: LoopCharacteristics | undefined,
  questions: Questions,
): LoopCharacteristics | undefined {
  if (loop === undefined) return undefined;
  const throwsEvents = loop.kind === 'multiInstance' && loop.events !== undefined;
  if (!('children' in element) && !throwsEvents) return undefined;
  if (loop.kind === 'standardLoop') {
    return { kind: 'standardLoop', testBefore: loop.testBefore, condition: questions.ask({ kind: 'goesOn' }) };
  }
  return {
    kind: 'multiInstance',
    sequential: loop.sequential,
    inputCollection: questions.ask({ kind: 'collection' }),
    ...(loop.completionCondition && { completionCondition: questions.ask({ kind: 'either' }) }),
    ...(loop.events && {
      events: loop.events.map((event) => {
        const trigger = abstractTrigger(event.trigger, element.index, questions);
        return event.when === 'condition'
          ? { when: event.when, trigger, condition: questions.ask({ kind: 'either' }) }
          : { when: event.when, trigger };
      }),
    }),
  };
}
