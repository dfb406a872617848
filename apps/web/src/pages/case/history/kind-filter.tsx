import { contactKinds, timelineKind, type TimelineKind, type TimelinePage } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import classes from './history.module.css';

interface KindFilterProps {
  /** Null: all. */
  readonly chosen: TimelineKind | null;
  readonly choose: (kind: TimelineKind | null) => void;
  readonly counts: TimelinePage['counts'];
  readonly total: number;
}

/** What there is of each kind, and the kind that one wants to read; a second press shows all again. */
export function KindFilter({ chosen, choose, counts, total }: KindFilterProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const ofContacts = contactKinds.filter((kind) => counts[kind] !== undefined);
  const offered = timelineKind.options.filter(
    (kind) => kind === chosen || (counts[kind] !== undefined && (kind !== 'contact' || ofContacts.length > 1)),
  );
  return (
    <div className={classes['filters']} role="group" aria-label={t('history.filters.label')}>
      {[null, ...offered].map((kind) => (
        <button
          key={kind ?? 'all'}
          type="button"
          className={classes['filter']}
          aria-pressed={chosen === kind}
          onClick={() => choose(chosen === kind ? null : kind)}
        >
          {t(`history.filters.${kind ?? 'all'}`)}
          <span>{format.number(kind === null ? total : (counts[kind] ?? 0))}</span>
        </button>
      ))}
    </div>
  );
}
