import type { DutyTask } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';

/** How people call a wish of a case: by its step in the drawing; work that no drawing asks for has its own name. */
export function useWorkTitle(): (work: { readonly type: string | null; readonly title: string }) => string {
  const { t } = useTranslation();
  return ({ type, title }) => {
    const duty = DUTIES[type ?? ''];
    return duty === undefined ? title : t(`work.duties.${duty}`);
  };
}

const DUTIES: Readonly<Partial<Record<string, DutyTask>>> = {
  'decide-claim-costs': 'decideCosts',
  'confirm-posting': 'confirmPosting',
  'correct-listing': 'correctListing',
  'answer-reply': 'answerReply',
};
