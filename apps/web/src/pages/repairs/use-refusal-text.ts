import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { RefusedRepair } from './use-repair.ts';

/** Why a repair was refused, in the words of the chosen language. */
export function useRefusalText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  const problemText = useProblemText();
  return (error) => {
    const code =
      error instanceof RefusedRepair
        ? error.code
        : error instanceof ApiError && error.code === 'repair-refused'
          ? (error.problem?.refusal ?? 'other')
          : null;
    if (code === null) return problemText(error);
    const key = `repairs.refused.${code}`;
    return i18n.exists(key) ? i18n.t(key) : t('repairs.refused.other');
  };
}
