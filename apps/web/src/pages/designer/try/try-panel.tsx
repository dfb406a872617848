import { Alert, Button, Loader, Text } from '@mantine/core';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showElement } from '../../../designer/fit-diagram.ts';
import type { Move, Rehearsal } from '../../../designer/rehearse/rehearsal.ts';
import { showInSight } from '../../../diagram/show-in-sight.ts';
import { showProgress } from '../../../diagram/show-progress.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { IncidentText } from '../../oversight/incident-text.tsx';
import { useElementName } from '../use-element-name.ts';
import { TryChoices } from './try-choices.tsx';
import classes from './try-panel.module.css';

interface TryPanelProps {
  readonly modeler: Modeler;
  /** Null while the diagram has errors. */
  readonly processes: readonly ExecutableProcess[] | null;
}

type Rehearse = (processes: readonly ExecutableProcess[], begin: number, moves: readonly Move[]) => Rehearsal;

/** One made-up case of the very draft, led by hand: tokens on the diagram, choices here, time in jumps. */
export function TryPanel({ modeler, processes }: TryPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useElementName(modeler);
  const [rehearse, setRehearse] = useState<{ run: Rehearse }>();
  const [moves, setMoves] = useState<readonly Move[] | null>(null);
  const [begin] = useState(() => nextMorning(Date.now()));
  const [now, setNow] = useState<Rehearsal | 'failed' | null>(null);

  useEffect(() => {
    void import('../../../designer/rehearse/rehearsal.ts').then((module) => setRehearse({ run: module.rehearse }));
  }, []);
  useEffect(() => {
    if (!rehearse || !processes || !moves) return setNow(null);
    try {
      setNow(rehearse.run(processes, begin, moves));
    } catch {
      setNow('failed');
    }
  }, [rehearse, processes, moves, begin]);
  useEffect(() => {
    if (!now || now === 'failed') return undefined;
    showInSight(modeler, now.progress);
    return showProgress(modeler, now.progress);
  }, [modeler, now]);

  if (!rehearse) return <Loader m="md" size="sm" role="status" aria-label={t('common.loading')} />;
  if (!processes) {
    return (
      <Text size="sm" p="md" c="var(--krok-quiet)">
        {t('designer.try.errorsFirst')}
      </Text>
    );
  }
  if (!moves || !now || now === 'failed') {
    return (
      <div className={classes['try']}>
        <Text size="sm">{t('designer.try.intro')}</Text>
        {now === 'failed' && (
          <Alert color="red" role="alert">
            {t('designer.try.failed')}
          </Alert>
        )}
        <Button onClick={() => setMoves([])}>{t('designer.try.start')}</Button>
      </div>
    );
  }
  const add = (move: Move) => setMoves([...moves, move]);
  return (
    <div className={classes['try']}>
      <div className={classes['clock']}>
        <strong>{format.instant(new Date(now.now).toISOString())}</strong>
        <span>{t('designer.try.day', { day: Math.floor((now.now - begin) / 86_400_000) + 1 })}</span>
      </div>
      <div className={classes['row']}>
        <Button variant="default" disabled={moves.length === 0} onClick={() => setMoves(moves.slice(0, -1))}>
          {t('designer.try.back')}
        </Button>
        <Button variant="default" onClick={() => setMoves([])}>
          {t('designer.try.again')}
        </Button>
        <Button variant="subtle" onClick={() => setMoves(null)}>
          {t('designer.try.stop')}
        </Button>
      </div>
      {now.incidents.map(({ elementId, cause, message }, index) => (
        <Alert key={index} color="red" role="alert" title={nameOf(elementId)}>
          <IncidentText cause={cause} message={message} />
        </Alert>
      ))}
      {now.tooLarge.map((detail, index) => (
        <Alert key={index} color="red" role="alert" title={t('designer.try.tooLarge')}>
          <IncidentText cause="" message={detail} />
        </Alert>
      ))}
      {now.ended ? (
        <Alert color="green" role="status">
          {t('designer.try.ended')}
        </Alert>
      ) : (
        <TryChoices rehearsal={now} nameOf={nameOf} onMove={add} />
      )}
      <h3 className={classes['heading']}>{t('designer.try.visited')}</h3>
      <ol className={classes['visited']}>
        {now.visited.map(({ elementId, at }, index) => (
          <li key={index}>
            <button type="button" onClick={() => showElement(modeler, elementId)}>
              {nameOf(elementId)}
            </button>
            <time>{format.instant(new Date(at).toISOString())}</time>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Nine in the morning of the next day in Poland's winter: a rehearsal begins within working hours. */
function nextMorning(now: number): number {
  const day = 86_400_000;
  return Math.floor(now / day) * day + day + 8 * 3_600_000;
}
