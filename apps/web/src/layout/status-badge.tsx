import type { CaseSummary } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import classes from './status-badge.module.css';

/** State of a case: colour and word; an open incident outweighs the state. */
export function StatusBadge({ line }: { readonly line: Pick<CaseSummary, 'status' | 'openIncidents'> }) {
  const { t } = useTranslation();
  const shown = line.openIncidents > 0 && line.status === 'active' ? 'incident' : line.status;
  return (
    <span className={classes['badge']} data-status={shown}>
      {t(`status.${shown}`)}
    </span>
  );
}
