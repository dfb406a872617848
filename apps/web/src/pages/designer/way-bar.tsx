import { ActionIcon, Tooltip } from '@mantine/core';
import type Modeler from 'bpmn-js/lib/Modeler';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Counterexample } from '@krok/lint';
import type { Problem } from '../../designer/check/problem.ts';
import { showInView } from '../../designer/fit-diagram.ts';
import { placeOf, showWay } from '../../designer/show-way.ts';
import { BarIcon } from './bar-icon.tsx';
import { useElementName } from './use-element-name.ts';
import { useProblemWords } from './use-problem-words.ts';
import classes from './way-bar.module.css';

interface WayBarProps {
  readonly modeler: Modeler;
  readonly problem: Problem;
  readonly way: Counterexample;
  readonly onClose: () => void;
}

/** The way to what is wrong, to be walked on the diagram: arrow keys or the buttons, Escape ends it. */
export function WayBar({ modeler, problem, way, onClose }: WayBarProps) {
  const { t } = useTranslation();
  const say = useProblemWords();
  const nameOf = useElementName(modeler);
  const bar = useRef<HTMLElement>(null);
  const last = way.path.length;
  const [step, setStep] = useState(last);
  const shown = Math.min(step, last);
  useEffect(() => showWay(modeler, way, shown), [modeler, way, shown]);
  useEffect(() => {
    const current = way.path[shown - 1];
    const place = shown >= last ? (way.at[0] ?? way.path.at(-1)?.element) : current && placeOf(modeler, current);
    if (place !== undefined) showInView(modeler, place);
  }, [modeler, way, shown, last]);
  // Once, when it opens: from then on people may draw.
  useEffect(() => bar.current?.focus(), []);

  const go = (to: number) => setStep(Math.max(1, Math.min(last, to)));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go(shown - 1),
    ArrowRight: () => go(shown + 1),
    Home: () => go(1),
    End: () => go(last),
    Escape: onClose,
  };
  const onKey = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const now = way.path[shown - 1];
  const isEnd = shown >= last;
  const standing = [...new Set(way.at)].map((id) => t('way.named', { name: nameOf(id) })).join(', ');
  return (
    <section
      ref={bar}
      className={classes['bar']}
      aria-label={t('way.title')}
      tabIndex={-1}
      onKeyDown={onKey}
      data-way={way.kind}
    >
      <Tooltip label={t('way.back')}>
        <ActionIcon
          variant="default"
          size="sm"
          aria-label={t('way.back')}
          disabled={shown <= 1}
          onClick={() => go(shown - 1)}
        >
          <BarIcon name="back" />
        </ActionIcon>
      </Tooltip>
      <span className={classes['count']}>{t('way.step', { step: shown, of: last })}</span>
      <Tooltip label={t('way.on')}>
        <ActionIcon variant="default" size="sm" aria-label={t('way.on')} disabled={isEnd} onClick={() => go(shown + 1)}>
          <BarIcon name="on" />
        </ActionIcon>
      </Tooltip>
      <p className={classes['text']} role="status">
        {now && (
          <>
            <strong>{nameOf(placeOf(modeler, now))}</strong>: {t(`way.what.${now.what}`)}
          </>
        )}
        {isEnd && (
          <span className={classes['end']}>
            {say(problem)} {standing !== '' && t(`way.at.${way.kind}`, { where: standing })}
          </span>
        )}
      </p>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('way.close')} onClick={onClose}>
        ×
      </ActionIcon>
    </section>
  );
}
