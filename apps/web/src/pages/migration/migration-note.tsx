import type { ProcedureVersion } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import classes from './migration.module.css';
import { movable } from './movable.ts';

/** On the page of a procedure: cases that still run on an earlier version, and the way to move them. */
export function MigrationNote({
  processId,
  versions,
}: {
  readonly processId: string;
  readonly versions: readonly ProcedureVersion[];
}) {
  const { t } = useTranslation();
  const mayMigrate = useMay('cases.migrate');
  const [newest] = versions;
  const [first] = movable(versions);
  if (!mayMigrate || !newest || !first) return null;
  return (
    <p className={classes['note']} data-migration-note>
      {t('migration.note', { count: first.openCases, version: first.version })}{' '}
      <Link
        to="/procedures/$processId/migration"
        params={{ processId }}
        search={{ from: first.deploymentId }}
        className={classes['link'] ?? ''}
      >
        {t('migration.noteLink')}
      </Link>
    </p>
  );
}
