import type { EventTrigger, Expression, TimerDefinition } from '@krok/bpmn/executable';
import type { Questions } from './questions.ts';

/** The trigger without data: known by kind and code; a message by the element that waits for it. */
export function abstractTrigger(trigger: EventTrigger, element: number, questions: Questions): EventTrigger {
  switch (trigger.kind) {
    case 'message':
      return { kind: 'message', name: { kind: 'static', text: `message ${element}` } };
    case 'signal':
      return { kind: 'signal', name: trigger.name.kind === 'static' ? trigger.name : anyOf('signal') };
    case 'timer':
      return { kind: 'timer', timer: abstractTimer(trigger.timer) };
    case 'conditional':
      return { kind: 'conditional', condition: questions.ask({ kind: 'event' }) };
    case 'error':
    case 'escalation':
      return { kind: trigger.kind, ...(trigger.code && { code: codeOf(trigger.code) }) };
    case 'multiple':
    case 'parallelMultiple':
      return {
        kind: trigger.kind,
        triggers: trigger.triggers.map((each) => abstractTrigger(each, element, questions)),
      };
    default:
      return trigger;
  }
}

/** All fire an hour after they are set, and those that repeat do so once more: nought, one and two are all that matters. */
function abstractTimer({ kind, value }: TimerDefinition): TimerDefinition {
  const isOnce = kind !== 'cycle' || (value.kind === 'static' && value.text.trim().startsWith('R1/'));
  return isOnce
    ? { kind: 'duration', value: { kind: 'static', text: 'PT1H' } }
    : { kind: 'cycle', value: { kind: 'static', text: 'R2/PT1H' } };
}

function codeOf(code: Expression): Expression {
  return code.kind === 'static' ? code : anyOf('code');
}

/** What an expression gives is not known: something that no other names. */
function anyOf(what: string): Expression {
  return { kind: 'static', text: `any ${what}` };
}
