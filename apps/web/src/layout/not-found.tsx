import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from './states.tsx';
import classes from './states.module.css';

interface NotFoundProps {
  readonly title?: string;
  readonly text?: string;
  /** Where one would go instead; default: the start. */
  readonly children?: ReactNode;
}

/** Nothing is at this address: the whole page says so. `Missing` knows more ways on, and brings the navigation along. */
export function NotFound({ title, text, children }: NotFoundProps) {
  const { t } = useTranslation();
  return (
    <Empty alone title={title ?? t('notFoundPage')} text={text ?? t('whatNow.not-found')}>
      <div className={classes['ways']}>{children ?? <Link to="/">{t('toStart')}</Link>}</div>
    </Empty>
  );
}
