import { useTranslation } from 'react-i18next';
import { FilterPill } from '../../layout/filter-pill.tsx';
import type { DebtorListSearch } from './debtor-list-search.ts';

interface FigureBehindProps {
  readonly search: DebtorListSearch;
  readonly clear: () => void;
}

/** The figure that led here, until it is taken away. */
export function FigureBehind({ search, clear }: FigureBehindProps) {
  const { t, i18n } = useTranslation();
  const { age, stage, standing, paidIn, after, promisedFor, promise, currency } = search;
  const month = (value: string) =>
    new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'pl-PL', {
      timeZone: 'UTC',
      month: 'long',
      year: 'numeric',
    }).format(new Date(`${value}-01T00:00:00Z`));
  const parts: string[] = [];
  if (age) parts.push(t('money.behind.age', { what: t(`money.age.${age}`) }));
  if (stage) parts.push(t('money.behind.stage', { what: t(`money.stage.${stage}`) }));
  if (standing) parts.push(t(`money.standing.${standing}`));
  if (paidIn) parts.push(t('money.behind.paid', { month: month(paidIn) }));
  if (after) parts.push(t(`money.after.${after}`));
  if (promisedFor) parts.push(t('money.behind.promise', { month: month(promisedFor) }));
  if (promise) parts.push(t(`money.end.${promise}`));
  if (currency) parts.push(parts.length > 0 ? currency : t('common.onlyCurrency', { currency }));
  if (parts.length === 0) return null;
  return <FilterPill what={parts.join(' · ')} clear={clear} />;
}
