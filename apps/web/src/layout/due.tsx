import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../api/queries.ts';
import { useFormat } from '../i18n/use-format.ts';

/** A due time; one that has passed on the organisation's clock says so. */
export function Due({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(queries.clock());
  if (at === null) return <span>{t('common.none')}</span>;
  // A day alone lasts until its end.
  const late =
    data &&
    (at.length === 10
      ? at < new Date(data.now).toLocaleDateString('sv', { timeZone: data.zone })
      : Date.parse(at) < Date.parse(data.now));
  return (
    <span>
      <time dateTime={at}>{format.instant(at)}</time>
      {late && <span style={{ color: 'var(--krok-danger-text)' }}> · {t('common.overdue')}</span>}
    </span>
  );
}
