import { UnstyledButton } from '@mantine/core';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Behaviour } from '../../designer/check/check-message.ts';
import { type Problem, worstFirst } from '../../designer/check/problem.ts';
import classes from './problem-list.module.css';
import { useElementName } from './use-element-name.ts';
import { useProblemWords } from './use-problem-words.ts';

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly stale: boolean;
  readonly modeler: Modeler | null;
  readonly behaviour: Behaviour | null;
  readonly onChoose: (problem: Problem) => void;
}

/** All problems, the worst first; a click goes to the element, and shows the way there where one is known. */
export function ProblemList({ problems, stale, modeler, behaviour, onChoose }: ProblemListProps) {
  const { t } = useTranslation();
  const say = useProblemWords();
  const called = useElementName(modeler);
  const [chosen, setOpen] = useState<boolean | null>(null);
  const count = (severity: Problem['severity']) => problems.filter((each) => each.severity === severity).length;
  // Hints alone are no reason to take room from the drawing.
  const open = chosen ?? count('error') + count('warning') > 0;
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    count(severity) > 0 ? [t(`designer.problems.${severity}`, { count: count(severity) })] : [],
  );
  const nameOf = ({ element, file }: Problem) => {
    if (file !== undefined) return file;
    return element === undefined ? t('designer.problems.whole') : called(element);
  };
  const followsText = (follows: readonly string[]) => {
    const names = follows.slice(0, namesShown).map((id) => t('way.named', { name: called(id) }));
    const more = follows.length - names.length;
    return (
      t('way.follows', { names: names.join(', ') }) + (more > 0 ? ` ${t('way.followsMore', { count: more })}` : '')
    );
  };
  // Before its first answer the check has found nothing, and says nothing.
  const unknown = stale && behaviour === null && problems.length === 0;
  const ordered = worstFirst(problems);
  return (
    <section className={classes['problems']} aria-label={t('designer.problems.title')} aria-busy={stale}>
      <UnstyledButton
        className={classes['summary']}
        aria-expanded={open && problems.length > 0}
        disabled={problems.length === 0}
        onClick={() => setOpen(!open)}
      >
        <span
          className={classes['dot']}
          data-severity={count('error') > 0 ? 'error' : count('warning') > 0 ? 'warning' : unknown ? 'info' : 'good'}
        />
        <span role="status">
          {unknown
            ? t('designer.problems.checking')
            : problems.length === 0
              ? t('designer.problems.none')
              : parts.join(' · ')}
        </span>
        {behaviour && <BehaviourNote behaviour={behaviour} />}
      </UnstyledButton>
      {open && problems.length > 0 && (
        <ul className={classes['list']}>
          {ordered.map((problem, index) => (
            <li key={index}>
              <UnstyledButton className={classes['item']} onClick={() => onChoose(problem)}>
                <span className={classes['dot']} data-severity={problem.severity} />
                <span className={classes['element']}>{nameOf(problem)}</span>
                <span className={classes['text']}>
                  {say(problem)} {problem.way && <span className={classes['way']}>{t('way.show')}</span>}
                  {problem.follows && modeler && (
                    <span className={classes['follows']}>{followsText(problem.follows)}</span>
                  )}
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** So many names of what follows; the rest is a number. */
const namesShown = 4;

/** Whether every case can end, or how far that was looked into. */
function BehaviourNote({ behaviour: { sound, bound } }: { readonly behaviour: Behaviour }) {
  const { t, i18n } = useTranslation();
  const text =
    sound === 'unknown'
      ? t('way.verdict.unknown', { bound: bound?.[i18n.language === 'en' ? 'en' : 'pl'] ?? '' })
      : t(sound ? 'way.verdict.sound' : 'way.verdict.unsound');
  return (
    <span className={classes['behaviour']} data-sound={String(sound)}>
      {text}
    </span>
  );
}
