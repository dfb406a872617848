import type { ReplayStep } from '@krok/contracts/schemas';
import type { EngineEvent } from '@krok/engine';
import type { Tape } from '@krok/simulator';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { useVariableText } from '../pages/case/use-variable-text.ts';
import { commandTexts, eventTexts } from './event-texts.ts';
import { elementsOfCommands } from './elements-of-commands.ts';

const DENIED = {
  assigning: 'replay.event.assignmentDenied',
  updating: 'replay.event.updateDenied',
  completing: 'replay.event.taskDenied',
} as const;

export interface StepWords {
  readonly headline: (step: ReplayStep) => string;
  readonly actor: (step: ReplayStep) => string;
  /** One event, after so many others of its case; null for what says nothing to people. */
  readonly event: (event: EngineEvent, position: number) => string | null;
}

/** Commands and events of a log in plain words. */
export function useStepWords(tape: Tape, steps: readonly ReplayStep[]): StepWords {
  const { t } = useTranslation();
  const format = useFormat();
  const subjects = elementsOfCommands(steps, tape);
  const { nameOf: variableName } = useVariableText();

  return {
    headline: (step) => {
      const element = subjects.get(step.seq) ?? '';
      const { kind } = step.command;
      if (kind === 'completeJob' && step.channel === null) return t('replay.doneWork', { element });
      const known = Object.hasOwn(commandTexts, kind) ? commandTexts[kind as keyof typeof commandTexts] : null;
      if (known === null) return t('step.unknown', { kind });
      const name = typeof step.command['name'] === 'string' ? step.command['name'] : '';
      const text = known === 'timeDue' && element !== '' ? 'timeDueOf' : known;
      return unended(t(`step.${text}`, { element, name }));
    },
    actor: ({ origin, actor }) =>
      origin === 'person' ? t('replay.actor.person', { name: actor ?? '' }) : t(`replay.actor.${origin}`),
    event: (event, position) => {
      const { elements, flows } = tape.linkedAt(position).executable;
      const element = 'element' in event ? (elements[event.element]?.name ?? '') : '';
      const text = eventTexts[event.kind];
      if (text === null) return null;
      switch (event.kind) {
        case 'elementActivated':
        case 'elementCompleted':
        case 'elementTerminated':
          return element === '' ? null : t(`replay.event.${text}`, { element });
        case 'flowTaken': {
          const name = flows[event.flow]?.name;
          return name === undefined ? null : t('replay.event.flow', { name });
        }
        case 'jobFailed':
          return t('replay.event.jobFailed', { left: event.retries });
        case 'userTaskDenied': {
          return unended(t(DENIED[event.on], { element, reason: event.reason }));
        }
        case 'timerSet':
        case 'timerChanged':
          return t(`replay.event.${text}`, { due: format.instant(new Date(event.due).toISOString()) });
        case 'variablesSet': {
          const names = Object.keys(event.variables).map(variableName).join(', ');
          return t('replay.event.variables', { names });
        }
        case 'signalThrown':
          return t('replay.event.signal', { name: event.name });
        case 'errorThrown':
        case 'escalationThrown':
          return t(`replay.event.${text}`, { code: event.code });
        case 'decisionEvaluated': {
          const rules = event.fired.map((one) => `${one.table ?? one.decision} (${one.rules.join(', ')})`).join(', ');
          return unended(t('replay.event.decision', { rules }));
        }
        default:
          return unended(t(`replay.event.${text}`, { element }));
      }
    },
  };
}

/** Without what has no name. */
function unended(text: string): string {
  return text.replace(/: $/, '');
}
