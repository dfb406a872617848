import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './designer-bar.module.css';
import type { DraftWork } from './use-draft.ts';

/** Where the draft stands: saved, under way, or changed by somebody else, with the ways out. */
export function SaveNote({ work }: { readonly work: DraftWork }) {
  const { t } = useTranslation();
  const { state, takenBy } = work;
  return (
    <span className={classes['save']} role="status" data-state={state}>
      {state === 'taken'
        ? takenBy === null
          ? t('designer.save.takenSomebody')
          : t('designer.save.taken', { name: takenBy })
        : t(`designer.save.${state}`)}
      {state === 'taken' && (
        <>
          <Button variant="default" size="compact-xs" onClick={() => window.location.reload()}>
            {t('designer.save.reload')}
          </Button>
          <Button variant="default" size="compact-xs" onClick={() => void work.overwrite()}>
            {t('designer.save.overwrite')}
          </Button>
        </>
      )}
    </span>
  );
}
