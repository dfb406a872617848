import type { ClaimView, ListingView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';

export interface RegisterText {
  /** Why something formal did not come about: our rules in words, the receiver's as it said it. */
  readonly reason: (code: string) => string;
  readonly remedy: (code: string) => string;
  readonly event: (kind: string) => string;
  /** What is owed next and by when; empty where nothing is. */
  readonly listingTerm: (listing: ListingView) => string;
  readonly claimTerm: (claim: ClaimView) => string;
}

export function useRegisterText(): RegisterText {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const known = (group: string, code: string, other: string) => {
    const key = `register.${group}.${code}`;
    return i18n.exists(key) ? i18n.t(key) : other;
  };
  const joined = (parts: readonly string[]) => parts.join(' · ');
  return {
    reason: (code) => known('reason', code, code),
    remedy: (code) => known('remedy', code, t('register.remedy.checkData')),
    event: (kind) => known('event', kind, t('register.event.other')),
    listingTerm: ({ duty }) =>
      duty === null
        ? ''
        : joined([
            t(`register.duty.${duty.kind}`, { day: format.day(duty.by) }),
            ...(duty.overdue ? [t('register.duty.overdue')] : duty.sent ? [t('register.duty.sent')] : []),
          ]),
    claimTerm: ({ duty, refileBy, nextDue, endedAt }) => {
      if (duty !== null) return t(`register.duty.${duty.kind}`, { day: format.day(duty.decideBy) });
      if (refileBy !== null) return t('register.duty.refile', { day: format.day(refileBy) });
      return nextDue === null || endedAt !== null
        ? ''
        : t('register.duty.look', { day: format.day(nextDue.slice(0, 10)) });
    },
  };
}
