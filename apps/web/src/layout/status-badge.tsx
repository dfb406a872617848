import type { CaseSummary } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import classes from './status-badge.module.css';

/** State of a case: colour and word; that a person suspended it, or an open incident, outweighs the state. */
export function StatusBadge({
  line,
}: {
  readonly line: Pick<CaseSummary, 'status' | 'openIncidents' | 'suspendedAt'>;
}) {
  const { t } = useTranslation();
  const held = line.suspendedAt !== null ? 'suspended' : line.openIncidents > 0 ? 'incident' : line.status;
  const shown = line.status === 'active' ? held : line.status;
  return (
    <span className={classes['badge']} data-status={shown}>
      {t(`status.${shown}`)}
    </span>
  );
}
