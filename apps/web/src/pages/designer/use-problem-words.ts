import { useTranslation } from 'react-i18next';
import type { Problem } from '../../designer/check/problem.ts';

/** What is wrong, in the words of the chosen language. */
export function useProblemWords(): (problem: Problem) => string {
  const { i18n } = useTranslation();
  return (problem) => (i18n.language === 'en' ? problem.en : problem.pl);
}
