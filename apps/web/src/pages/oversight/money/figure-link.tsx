import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseListSearch } from '../../cases/case-list-search.ts';
import type { DebtorListSearch } from '../../debtors/debtor-list-search.ts';
import classes from './money.module.css';

interface FigureLinkProps {
  readonly value: number;
  readonly text: string;
  readonly behind: DebtorListSearch;
}

/** A figure that leads to the debtors behind it; nothing is said as nothing. */
export function FigureLink({ value, text, behind }: FigureLinkProps) {
  const { t } = useTranslation();
  if (value === 0) return <span className={classes['none']}>{t('common.none')}</span>;
  return (
    <Link to="/debtors" search={behind} className={classes['figure'] ?? ''}>
      {text}
    </Link>
  );
}

/** How many open cases, leading to them. */
export function CasesLink({
  value,
  text,
  behind,
}: Omit<FigureLinkProps, 'behind'> & { readonly behind: CaseListSearch }) {
  const { t } = useTranslation();
  if (value === 0) return <span className={classes['none']}>{t('common.none')}</span>;
  return (
    <Link to="/cases" search={behind} className={classes['figure'] ?? ''}>
      {text}
    </Link>
  );
}
