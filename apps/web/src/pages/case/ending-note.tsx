import type { CaseFile } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './case-page.module.css';

/** Since when, by whom and why the case is being ended that is not yet: what listens to its tasks is heard before. */
export function EndingNote({ ending }: { readonly ending: CaseFile['ending'] | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!ending) return null;
  const { since, cause, by, reason } = ending;
  return (
    <div className={classes['ending']} role="status">
      <strong>{t('file.ending.since', { since: format.instant(since) })}</strong>
      <span>{cause === 'person' ? t('file.ending.by', { name: by ?? '' }) : t(`file.ending.${cause}`)}</span>
      {reason !== null && <q>{reason}</q>}
      <small>{t('file.ending.why')}</small>
    </div>
  );
}
