import { Alert } from '@mantine/core';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../designer/check/problem.ts';
import classes from './publish-dialog.module.css';
import { useElementName } from './use-element-name.ts';
import { useProblemWords } from './use-problem-words.ts';

interface RemainingProps {
  readonly problems: readonly Problem[];
  readonly modeler: Modeler | null;
}

/** Warnings that come into force with the procedure: who publishes has seen them, also as the second person. */
export function RemainingWarnings({ problems, modeler }: RemainingProps) {
  const { t } = useTranslation();
  const say = useProblemWords();
  const called = useElementName(modeler);
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  if (warnings.length === 0) return null;
  return (
    <Alert color="yellow" title={t('publishing.remaining', { count: warnings.length })}>
      <ul className={classes['warnings']}>
        {warnings.slice(0, shown).map((problem, index) => (
          <li key={index}>
            <strong>{problem.file ?? (problem.element && called(problem.element))}</strong> {say(problem)}
          </li>
        ))}
        {warnings.length > shown && <li>…</li>}
      </ul>
    </Alert>
  );
}

const shown = 5;
