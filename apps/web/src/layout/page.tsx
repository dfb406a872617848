import { Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly subtitle?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Title and actions on top, the rest below. */
export function Page({ title, subtitle, actions, children }: PageProps) {
  usePageTitle(title);
  return (
    <div className={classes['page']}>
      <header className={classes['header']}>
        <div>
          <Title order={1}>{title}</Title>
          {subtitle && <p className={classes['subtitle']}>{subtitle}</p>}
        </div>
        <div className={classes['actions']}>{actions}</div>
      </header>
      {children}
    </div>
  );
}

/** A bordered surface; `title` makes it a named region. */
export function Panel({
  title,
  aside,
  children,
  flush = false,
}: {
  readonly title?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly flush?: boolean;
}) {
  return (
    <section className={classes['panel']} aria-label={title}>
      {title && (
        <header className={classes['panelHeader']}>
          <Title order={2}>{title}</Title>
          {aside}
        </header>
      )}
      <div className={flush ? undefined : classes['panelBody']}>{children}</div>
    </section>
  );
}

export function usePageTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
}
