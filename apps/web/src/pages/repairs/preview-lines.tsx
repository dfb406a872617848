import type { RepairPreview } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useCauseText } from '../oversight/use-cause-text.ts';
import classes from './repairs.module.css';

type Place = RepairPreview['before'][number];

/** Where the case stands now and where it would come to rest, as the engine says. */
export function PreviewLines({ preview }: { readonly preview: RepairPreview }) {
  const { t, i18n } = useTranslation();
  const causeText = useCauseText();
  const { refusal, before, after, status, withdrawn, begun, incidents } = preview;
  const named = ({ elementName, count }: Place) =>
    `${elementName ?? t('repairs.nameless')}${count > 1 ? ` × ${count}` : ''}`;
  const names = (places: readonly Place[]) => places.map(named).join(', ');
  if (refusal) {
    const key = `repairs.refused.${refusal.code}`;
    return (
      <p className={classes['warning']} role="status">
        {i18n.exists(key) ? i18n.t(key) : t('repairs.refused.other')}
      </p>
    );
  }
  return (
    <div className={classes['preview']} role="status" aria-label={t('repairs.preview')}>
      <dl>
        <div>
          <dt>{t('repairs.now')}</dt>
          <dd>{before.length === 0 ? t('repairs.nowhere') : names(before)}</dd>
        </div>
        <div data-then>
          <dt>{t('repairs.after')}</dt>
          <dd>{status !== 'active' ? t('repairs.ends') : after.length === 0 ? t('repairs.nowhere') : names(after)}</dd>
        </div>
      </dl>
      {withdrawn.length > 0 && <p>{t('repairs.withdrawn', { names: names(withdrawn) })}</p>}
      {begun.length > 0 && <p>{t('repairs.begun', { names: names(begun) })}</p>}
      {incidents.map(({ elementName, cause }, index) => (
        <p key={index} className={classes['warning']}>
          {t('repairs.stops', { name: elementName ?? t('repairs.nameless') })} ({causeText(cause)})
        </p>
      ))}
    </div>
  );
}
