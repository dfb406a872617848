import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { knownMessages } from '../../../designer/messages.ts';
import type { Move, Rehearsal } from '../../../designer/rehearse/rehearsal.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import classes from './try-panel.module.css';

interface ChoicesProps {
  readonly rehearsal: Rehearsal;
  readonly nameOf: (elementId: string) => string;
  readonly onMove: (move: Move) => void;
}

/** What may happen next: work is done or fails, an event comes, or time passes. */
export function TryChoices({ rehearsal, nameOf, onMove }: ChoicesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { jobs, tasks, messages, nextDue, now } = rehearsal;
  const promised = new Date(now + 7 * 86_400_000).toISOString().slice(0, 10);
  return (
    <>
      {jobs.map(({ order, elementId, type }) => (
        <section key={order} className={classes['choice']} aria-label={nameOf(elementId)}>
          <h3>{nameOf(elementId)}</h3>
          <div className={classes['row']}>
            {answersOf(type, promised).map(({ label, variables }) => (
              <Button key={label} variant="light" onClick={() => onMove({ kind: 'job', order, variables })}>
                {t(`designer.try.answers.${label}`)}
              </Button>
            ))}
            <Button variant="subtle" color="red" onClick={() => onMove({ kind: 'jobError', order, code: 'REHEARSED' })}>
              {t('designer.try.answers.failed')}
            </Button>
          </div>
        </section>
      ))}
      {tasks.map(({ order, elementId }) => (
        <section key={order} className={classes['choice']} aria-label={nameOf(elementId)}>
          <h3>{nameOf(elementId)}</h3>
          <Button variant="light" onClick={() => onMove({ kind: 'task', order, variables: {} })}>
            {t('designer.try.answers.done')}
          </Button>
        </section>
      ))}
      {nextDue !== null && (
        <section className={classes['choice']}>
          <h3>{t('designer.try.time')}</h3>
          <Button variant="light" onClick={() => onMove({ kind: 'time' })}>
            {t('designer.try.jump', { until: format.instant(new Date(nextDue).toISOString()) })}
          </Button>
        </section>
      )}
      {messages.length > 0 && (
        <section className={classes['choice']}>
          <h3>{t('designer.try.events')}</h3>
          <div className={classes['row']}>
            {messages.map((name) => (
              <Button
                key={name}
                variant="default"
                onClick={() => onMove({ kind: 'message', name, variables: variablesOf(name, promised) })}
              >
                {isKnown(name) ? t(`designer.messages.${name}`) : name}
              </Button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}

type Answer = 'done' | 'promise' | 'noAnswer' | 'refused' | 'approved' | 'rejected';

function answersOf(type: string, promised: string): { label: Answer; variables: Record<string, string | boolean> }[] {
  if (type === 'call-debtor') {
    return [
      { label: 'promise', variables: { outcome: 'promise', promiseDate: promised } },
      { label: 'noAnswer', variables: { outcome: 'noAnswer' } },
      { label: 'refused', variables: { outcome: 'refused' } },
    ];
  }
  if (type === 'approve') {
    return [
      { label: 'approved', variables: { approved: true } },
      { label: 'rejected', variables: { approved: false } },
    ];
  }
  return [{ label: 'done', variables: {} }];
}

/** What Krok would tell with the message. */
function variablesOf(name: string, promised: string): Record<string, string | number> {
  if (name === 'payment-received' || name === 'invoice-corrected') return { openAmount: 61_728 };
  if (name === 'invoice-disputed') return { disputedAmount: 123_456, openAmount: 123_456 };
  if (name === 'promise-made') return { promiseDate: promised };
  if (name === 'hold-set') return { holdUntil: promised };
  if (name === 'plan-agreed') return { planEndsOn: promised };
  if (name === 'plan-broken') return { openAmount: 61_728 };
  if (name === 'invoice-reopened') return { openAmount: 123_456 };
  if (name === 'court-answered') return { courtAnswer: 'final' };
  return {};
}

function isKnown(name: string): name is (typeof knownMessages)[number] {
  return knownMessages.some((each) => each === name);
}
