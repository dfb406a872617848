import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import { entries } from './navigation.tsx';
import { Empty } from './states.tsx';
import classes from './states.module.css';

interface MissingProps {
  readonly title: string;
  /** Default: the address is wrong, or it is no longer there. */
  readonly text?: string;
  /** Pages that one would go to from here; those that the person may not see are left out. */
  readonly ways: readonly (typeof entries)[number]['label'][];
  /** Default: nothing else on the page is a heading. */
  readonly alone?: boolean;
  readonly children?: ReactNode;
}

/** What an address promised is not there: in plain words, with where one would go instead. */
export function Missing({ title, text, ways, alone = true, children }: MissingProps) {
  const { t } = useTranslation();
  const permissions = useQuery(queries.me()).data?.permissions ?? [];
  return (
    <Empty title={title} alone={alone} text={text ?? t('whatNow.missing')}>
      <div className={classes['ways']}>
        {children}
        {entries
          .filter(({ label, permission }) => ways.includes(label) && permissions.includes(permission))
          .map(({ to, label }) => (
            <Link key={to} to={to} search={{}}>
              {t(`nav.${label}`)}
            </Link>
          ))}
      </div>
    </Empty>
  );
}
