import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Keys } from '../../layout/keys-of.tsx';
import classes from './undo-bar.module.css';
import type { Completions } from './use-completions.ts';

/** The last completion, while it may be taken back. */
export function UndoBar({
  completions,
  reopen,
}: {
  readonly completions: Completions;
  readonly reopen: (workId: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const last = completions.pending.at(-1);
  return (
    <div role="status" className={classes['place']}>
      {last && (
        <div className={classes['bar']} key={last.workId}>
          <span title={last.title}>
            {t(last.waiting ? 'desk.pendingOffline' : 'desk.pending', { title: last.title })}
          </span>
          <Button size="compact-sm" variant="white" onClick={() => reopen(completions.undo()?.workId)}>
            {t('desk.undo')}&nbsp;
            <Keys of="U" />
          </Button>
          {!last.waiting && <i aria-hidden className={classes['time']} />}
        </div>
      )}
    </div>
  );
}
