import { Text } from '@mantine/core';
import type { Me, Permission } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../api/live-state.ts';
import { queries } from '../api/queries.ts';
import { Bell } from './bell.tsx';
import { ClockLine } from './clock-line.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Keys } from './keys-of.tsx';
import classes from './navigation.module.css';

const UserMenu = lazy(async () => ({ default: (await import('./user-menu.tsx')).UserMenu }));

interface Entry {
  readonly to:
    | '/cases'
    | '/work'
    | '/debtors'
    | '/imports'
    | '/oversight'
    | '/procedures'
    | '/register'
    | '/sandbox'
    | '/settings';
  readonly icon: IconName;
  readonly label:
    | 'cases'
    | 'work'
    | 'debtors'
    | 'imports'
    | 'oversight'
    | 'procedures'
    | 'register'
    | 'sandbox'
    | 'settings';
  readonly permission: Permission;
}

interface NavigationProps {
  readonly me: Me;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
}

/** Pages in the order of the navigation. */
export const entries: readonly Entry[] = [
  { to: '/work', icon: 'work', label: 'work', permission: 'work.read' },
  { to: '/cases', icon: 'cases', label: 'cases', permission: 'cases.read' },
  { to: '/debtors', icon: 'debtors', label: 'debtors', permission: 'ledger.read' },
  { to: '/imports', icon: 'upload', label: 'imports', permission: 'ledger.import' },
  { to: '/oversight', icon: 'oversight', label: 'oversight', permission: 'incidents.read' },
  { to: '/procedures', icon: 'procedures', label: 'procedures', permission: 'procedures.read' },
  { to: '/register', icon: 'shield', label: 'register', permission: 'duties.read' },
  { to: '/sandbox', icon: 'mails', label: 'sandbox', permission: 'mails.read' },
  { to: '/settings', icon: 'settings', label: 'settings', permission: 'settings.read' },
];

export function Navigation({ me, openPalette, openHelp }: NavigationProps) {
  const { t } = useTranslation();
  const work = useQuery({ ...queries.work({}), enabled: me.permissions.includes('work.read') });
  const incidents = useQuery({ ...queries.incidents(), enabled: me.permissions.includes('incidents.read') });
  const effects = useQuery({ ...queries.effects(), enabled: me.permissions.includes('effects.read') });
  const counts: Partial<Record<Entry['label'], number>> = {
    work: work.data?.items.filter(({ rank }) => rank.queues.includes('today')).length ?? 0,
    oversight: (incidents.data?.items.length ?? 0) + (effects.data?.items.length ?? 0),
  };
  // A draft of a procedure has an address of its own.
  const drawing = useLocation({ select: ({ pathname }) => pathname.startsWith('/designer/') });
  return (
    <nav className={classes['nav']} aria-label={t('nav.label')}>
      <div className={classes['brand']}>
        <img src="/icon.svg" alt="" width={22} height={22} />
        <span>{t('app.name')}</span>
        <Bell />
      </div>
      <p className={classes['organisation']} title={me.organisation.name}>
        {me.organisation.name}
      </p>
      <button type="button" className={classes['search']} onClick={openPalette}>
        <Icon name="search" />
        <span>{t('frame.palette.open')}</span>
        <Keys of="Ctrl+K" />
      </button>
      <ul className={classes['list']}>
        {entries
          .filter(({ permission }) => me.permissions.includes(permission))
          .map(({ to, icon, label }) => (
            <li key={to}>
              <Link
                to={to}
                className={classes['link'] ?? ''}
                activeProps={{ 'data-active': true }}
                {...(drawing && label === 'procedures' && { 'data-active': true })}
              >
                <Icon name={icon} />
                <span>{t(`nav.${label}`)}</span>
                <Count value={counts[label] ?? 0} urgent={label === 'oversight'} />
              </Link>
            </li>
          ))}
      </ul>
      <div className={classes['foot']}>
        <LiveLine />
        {me.permissions.includes('clock.read') && <ClockLine />}
        <button type="button" className={classes['help']} onClick={openHelp}>
          <Icon name="help" />
          <span>{t('frame.keys.open')}</span>
          <Keys of="?" />
        </button>
        <UserButton me={me} />
      </div>
    </nav>
  );
}

/** Said only where changes are not told any more. */
function LiveLine() {
  const { t } = useTranslation();
  if (useLiveState() !== 'lost') return null;
  return (
    <Text size="xs" c="var(--krok-warn-text)" px={8} role="status">
      {t('common.offline')}
    </Text>
  );
}

function Count({ value, urgent }: { readonly value: number; readonly urgent: boolean }): ReactNode {
  if (value === 0) return null;
  return (
    <span className={classes['count']} data-urgent={urgent || undefined}>
      {value > 99 ? '99+' : value}
    </span>
  );
}

/** Who is signed in; language, appearance and sign-out open on demand. */
function UserButton({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes['account']}>
      <button
        type="button"
        className={classes['user']}
        title={t('user.menu')}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <span className={classes['initials']} aria-hidden>
          {initialsOf(me.name)}
        </span>
        <span className={classes['who']}>
          <span>{me.name}</span>
          <small>{me.roles.map((role) => t(`roles.${role}`)).join(', ')}</small>
        </span>
      </button>
      {opened && (
        <Suspense fallback={null}>
          <UserMenu close={() => setOpened(false)} />
        </Suspense>
      )}
    </div>
  );
}

function initialsOf(name: string): string {
  const words = name.split(' ').filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}
