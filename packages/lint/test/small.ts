import type { EventTrigger, ExecutableElement, ExecutableProcess } from '@krok/bpmn/executable';
import { text } from '../../engine/test/build.ts';

/** With timers that come three times at most, and of a size that all its runs can be tried. */
export function small(executable: ExecutableProcess, most: number): ExecutableProcess | null {
  if (executable.elements.length > most || executable.elements.some(({ type }) => type === 'decisionTask')) return null;
  return { ...executable, elements: executable.elements.map(timed) };
}

function timed(element: ExecutableElement): ExecutableElement {
  if (!('trigger' in element)) return element;
  const each = (trigger: EventTrigger): EventTrigger => {
    if (trigger.kind === 'timer' && trigger.timer.kind === 'cycle')
      return { kind: 'timer', timer: { kind: 'cycle', value: text('R2/PT1H') } };
    return 'triggers' in trigger ? ({ ...trigger, triggers: trigger.triggers.map(each) } as EventTrigger) : trigger;
  };
  return { ...element, trigger: each(element.trigger) } as ExecutableElement;
}
