import { useTranslation } from 'react-i18next';
import { ApiError } from './client.ts';

/** What went wrong, in the words of the chosen language. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    const key = error instanceof ApiError ? `problem.${error.code}` : 'problem.internal';
    return i18n.exists(key) ? i18n.t(key) : t('problem.internal');
  };
}
