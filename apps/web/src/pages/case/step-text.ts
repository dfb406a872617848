import type { LoggedEvent, LoggedStep } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useCauseText } from '../oversight/use-cause-text.ts';
import { useVariableText } from './use-variable-text.ts';

export interface StepText {
  readonly headline: string;
  readonly details: readonly string[];
  readonly tone: 'plain' | 'good' | 'bad';
}

/** A step in plain words: what was asked, and what came of it that a person would want to know. */
export function useStepText(): (step: LoggedStep) => StepText {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const causeText = useCauseText();
  const { nameOf: variableName, valueOf } = useVariableText();

  const nameOf = (of: { readonly elementName?: string | undefined; readonly elementId?: string | undefined }) =>
    of.elementName ?? of.elementId ?? '';

  const headline = ({ command, events }: LoggedStep): string => {
    if (command.kind === 'timeDue') {
      const left = events
        .filter(({ kind }) => kind === 'elementCompleted')
        .find(({ elementName }) => elementName !== undefined);
      return left ? t('step.timeDueOf', { element: nameOf(left) }) : t('step.timeDue');
    }
    const key = `step.${command.kind}`;
    const values = { element: nameOf(command), name: textOf(command.data['name']), kind: command.kind };
    return i18n.exists(key) ? i18n.t(key, values) : t('step.unknown', values);
  };

  const detail = (event: LoggedEvent): string | undefined => {
    const element = nameOf(event);
    const { data } = event;
    switch (event.kind) {
      case 'jobCreated':
        return t('event.jobCreated', { element });
      case 'userTaskCreated':
        return t('event.userTaskCreated', { element });
      case 'messageSubscribed':
        return t('event.messageSubscribed', { name: textOf(data['name']) });
      case 'timerSet':
        return typeof data['due'] === 'number'
          ? t('event.timerSet', { due: format.instant(new Date(data['due']).toISOString()) })
          : undefined;
      case 'jobFailed':
        return typeof data['retryAt'] === 'number'
          ? t('event.retryAt', { due: format.instant(new Date(data['retryAt']).toISOString()) })
          : undefined;
      case 'incidentRaised':
        return t('event.incidentRaised', { cause: causeText(textOf(data['cause'])) });
      case 'incidentResolved':
        return t('event.incidentResolved');
      case 'errorThrown':
        return t('event.errorThrown', { code: textOf(data['code']) });
      case 'warningRecorded':
        return t('event.warningRecorded', { message: textOf(data['message']) });
      case 'instanceCompleted':
        return t('event.instanceCompleted');
      case 'instanceTerminated':
        return t('event.instanceTerminated');
      default:
        return undefined;
    }
  };

  /** What a person or a machine answered. */
  const answered = ({ command }: LoggedStep): string[] =>
    command.kind === 'start'
      ? []
      : Object.entries(objectOf(command.data['variables']))
          .filter(([name]) => !name.endsWith('Reference'))
          .map(([name, value]) => `${variableName(name)}: ${valueOf(name, value)}`);

  return (step) => ({
    headline: headline(step),
    details: [...new Set([...answered(step), ...step.events.flatMap((event) => detail(event) ?? [])])],
    tone: toneOf(step),
  });
}

function toneOf({ events }: LoggedStep): StepText['tone'] {
  if (events.some(({ kind }) => kind === 'incidentRaised')) return 'bad';
  return events.some(({ kind }) => kind === 'instanceCompleted') ? 'good' : 'plain';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
