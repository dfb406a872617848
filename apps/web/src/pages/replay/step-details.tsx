import type { ReplayStep } from '@krok/contracts/schemas';
import type { EngineEvent } from '@krok/engine';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../layout/page.tsx';
import type { StepWords } from '../../replay/use-step-words.ts';
import classes from './replay-page.module.css';

interface StepDetailsProps {
  readonly step: ReplayStep;
  readonly words: StepWords;
  /** How many of its events have happened. */
  readonly inStep: number;
  /** Events of the case before it. */
  readonly begin: number;
  readonly seek: (event: number) => void;
  readonly document: (effectId: string) => void;
}

/** What the step did, who did it, what was sent; the recorded command and events behind a fold. */
export function StepDetails({ step, words, inStep, begin, seek, document }: StepDetailsProps) {
  const { t, i18n } = useTranslation();
  const { effectId, channel } = step;
  const channelKey = `oversight.channels.${channel ?? ''}`;
  return (
    <Panel
      title={words.headline(step)}
      aside={
        effectId !== null && (
          <Button variant="default" size="compact-xs" onClick={() => document(effectId)}>
            {channel === 'letter' ? t('file.letter') : t('file.document')}
          </Button>
        )
      }
    >
      <p className={classes['actor']}>
        {words.actor(step)}
        {channel !== null && i18n.exists(channelKey) && ` · ${i18n.t(channelKey)}`}
      </p>
      {step.note !== null && <blockquote className={classes['note']}>{step.note}</blockquote>}
      <ol className={classes['events']}>
        {step.events.map((event, index) => {
          // Recorded by our own engine; see replay-query.ts.
          const text = words.event(event as unknown as EngineEvent, begin + index);
          if (text === null) return null;
          return (
            <li key={index} data-done={index < inStep || undefined}>
              <button type="button" onClick={() => seek(index + 1)}>
                {text}
              </button>
            </li>
          );
        })}
      </ol>
      <details className={classes['technical']}>
        <summary>
          {t('replay.technical')} · {t('replay.eventsOfStep', { count: step.events.length })}
        </summary>
        <pre tabIndex={0} aria-label={t('replay.technical')}>
          {JSON.stringify(
            { commandId: step.commandId, command: step.command, env: step.env, events: step.events },
            null,
            1,
          )}
        </pre>
      </details>
    </Panel>
  );
}
