import type { RankReasonView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

/** Why a line stands where it stands, in the words of the chosen language. */
export function useReasonText(): (reason: RankReasonView, currency: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (reason, currency) => {
    switch (reason.code) {
      case 'callback':
        return t('desk.reason.callback', { at: format.instant(reason.at) });
      case 'duty':
        return t('desk.reason.duty');
      case 'reply':
        return t('desk.reason.reply');
      case 'limitation':
        return t('desk.reason.limitation', { on: format.day(reason.on), count: reason.days });
      case 'taskOverdue':
        return t('desk.reason.taskOverdue', { count: reason.days });
      case 'taskDueToday':
        return t('desk.reason.taskDueToday');
      case 'promiseBroken':
        return t('desk.reason.promiseBroken', { on: format.instant(reason.promisedOn) });
      case 'disputed':
        return t('desk.reason.disputed');
      case 'amount':
        return t('desk.reason.amount', { amount: format.money(reason.amount, currency) });
      case 'daysOverdue':
        return t('desk.reason.daysOverdue', { count: reason.days });
      case 'priority':
        return t(reason.priority > 50 ? 'desk.reason.priority' : 'desk.reason.lowPriority');
    }
  };
}
