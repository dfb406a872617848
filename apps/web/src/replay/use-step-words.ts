import type { ReplayStep } from '@krok/contracts/schemas';
import type { EngineEvent } from '@krok/engine';
import type { Tape } from '@krok/simulator';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { useVariableText } from '../pages/case/use-variable-text.ts';
import { elementsOfCommands } from './elements-of-commands.ts';

export interface StepWords {
  readonly headline: (step: ReplayStep) => string;
  readonly actor: (step: ReplayStep) => string;
  /** One event, after so many others of its case; null for what says nothing to people. */
  readonly event: (event: EngineEvent, position: number) => string | null;
}

/** Commands and events of a log in plain words. */
export function useStepWords(tape: Tape, steps: readonly ReplayStep[]): StepWords {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const subjects = elementsOfCommands(steps, tape);
  const { nameOf: variableName } = useVariableText();

  return {
    headline: (step) => {
      const element = subjects.get(step.seq) ?? '';
      const { kind } = step.command;
      if (kind === 'completeJob' && step.channel === null) return t('replay.doneWork', { element });
      const key = `step.${kind === 'timeDue' && element !== '' ? 'timeDueOf' : kind}`;
      const name = typeof step.command['name'] === 'string' ? step.command['name'] : '';
      return i18n.exists(key) ? i18n.t(key, { element, name, kind }).replace(/: $/, '') : t('step.unknown', { kind });
    },
    actor: ({ origin, actor }) =>
      origin === 'person' ? t('replay.actor.person', { name: actor ?? '' }) : t(`replay.actor.${origin}`),
    event: (event, position) => {
      const { elements, flows } = tape.linkedAt(position).executable;
      const element = 'element' in event ? (elements[event.element]?.name ?? '') : '';
      switch (event.kind) {
        case 'instanceStarted':
          return t('replay.event.started');
        case 'instanceCompleted':
        case 'instanceTerminated':
          return t('replay.event.ended');
        case 'elementActivated':
          return element === '' ? null : t('replay.event.entered', { element });
        case 'elementCompleted':
          return element === '' ? null : t('replay.event.left', { element });
        case 'elementTerminated':
          return element === '' ? null : t('replay.event.terminated', { element });
        case 'flowTaken': {
          const name = flows[event.flow]?.name;
          return name === undefined ? null : t('replay.event.flow', { name });
        }
        case 'jobCreated':
          return t('replay.event.job', { element });
        case 'jobCompleted':
          return t('replay.event.jobDone');
        case 'userTaskCreated':
          return t('replay.event.task', { element });
        case 'userTaskCompleted':
          return t('replay.event.taskDone');
        case 'timerSet':
          return t('replay.event.timer', { due: format.instant(new Date(event.due).toISOString()) });
        case 'timerFired':
          return t('replay.event.timerFired');
        case 'instanceMigrated':
          return t('replay.event.migrated');
        case 'timerCancelled':
          return t('replay.event.timerCancelled');
        case 'messageSubscribed':
          return t('replay.event.waits', { element });
        case 'messageCorrelated':
          return t('replay.event.message');
        case 'variablesSet':
          return t('replay.event.variables', {
            names: Object.keys(event.variables).map(variableName).join(', '),
          });
        case 'incidentRaised':
          return t('replay.event.incident', { element });
        case 'incidentResolved':
          return t('replay.event.incidentResolved');
        default:
          return null;
      }
    },
  };
}
