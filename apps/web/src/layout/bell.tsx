import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import { withTexts } from '../i18n/i18n.ts';
import classes from './bell.module.css';
import { Icon } from './icon.tsx';
import { useLostClaims } from './lost-claims.ts';

const BellPanel = lazy(async () => ({
  default: (await withTexts(import('./bell-panel.tsx'), 'oversight')).BellPanel,
}));

/** How much waits for this person; the list opens on demand. */
export function Bell() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const items = useQuery(queries.notifications()).data?.items ?? [];
  const count = items.length + useLostClaims().length;
  return (
    <span className={classes['place']}>
      <button
        type="button"
        className={classes['bell']}
        aria-expanded={opened}
        aria-label={t('frame.bell.open', { count })}
        onClick={() => setOpened(!opened)}
      >
        <Icon name="bell" />
        {count > 0 && <b aria-hidden>{count > 99 ? '99+' : count}</b>}
      </button>
      {opened && (
        <Suspense fallback={null}>
          <BellPanel close={() => setOpened(false)} />
        </Suspense>
      )}
    </span>
  );
}
