import type { ReplayStep } from '@krok/contracts/schemas';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import type { StepWords } from '../../replay/use-step-words.ts';
import classes from './replay-page.module.css';

interface StepListProps {
  readonly steps: readonly ReplayStep[];
  readonly words: StepWords;
  readonly seq: number;
  readonly choose: (seq: number) => void;
}

/** All steps to jump to; the one that is shown stays in sight. */
export function StepList({ steps, words, seq, choose }: StepListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const shown = list.current?.querySelector<HTMLElement>('[aria-current]');
    const box = list.current;
    // By hand: scrollIntoView would move the whole page.
    if (shown && box) box.scrollTop = shown.offsetTop - box.clientHeight / 2;
  }, [seq]);
  return (
    <Panel title={t('replay.steps')} flush>
      <ol ref={list} className={classes['steps']}>
        {steps.map((step) => (
          <li key={step.seq}>
            <button type="button" onClick={() => choose(step.seq)} aria-current={step.seq === seq ? 'step' : undefined}>
              <span>{step.seq}</span>
              <strong>{words.headline(step)}</strong>
              <small>{format.instant(new Date(step.env.now).toISOString())}</small>
            </button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
