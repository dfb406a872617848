import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../designer/check/problem.ts';
import { markProblems } from '../../designer/mark-problems.ts';

/** Signs on the elements that have problems, as long as they have them. */
export function useProblemSigns(modeler: Modeler | null, problems: readonly Problem[]): void {
  const { language } = useTranslation().i18n;
  useEffect(
    () => (modeler ? markProblems(modeler, problems, ({ pl, en }) => (language === 'en' ? en : pl)) : undefined),
    [modeler, problems, language],
  );
}
