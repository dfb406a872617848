import type { CaseSummary } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import classes from './status-badge.module.css';

/**
 * State of a case: colour and word; that a person suspended it, or an open incident, outweighs the state, and that it is being
 * ended, where that is known, outweighs all.
 */
export function StatusBadge({
  line,
  ending = false,
}: {
  readonly line: Pick<CaseSummary, 'status' | 'openIncidents' | 'suspendedAt'>;
  readonly ending?: boolean;
}) {
  const { t } = useTranslation();
  const held = line.suspendedAt !== null ? 'suspended' : line.openIncidents > 0 ? 'incident' : line.status;
  const shown = line.status !== 'active' ? line.status : ending ? 'ending' : held;
  return (
    <span className={classes['badge']} data-status={shown}>
      {t(`status.${shown}`)}
    </span>
  );
}
