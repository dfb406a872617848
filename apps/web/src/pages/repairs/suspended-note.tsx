import type { CaseFile, CaseSummary } from '@krok/contracts/schemas';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import classes from './repairs.module.css';

interface SuspendedNoteProps {
  readonly line: CaseSummary;
  readonly file: CaseFile | undefined;
}

/** Since when the case is suspended, by whom and why, and the way on. */
export function SuspendedNote({ line, file }: SuspendedNoteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayRepair = useMay('cases.repair');
  const [resuming, setResuming] = useState(false);
  if (line.suspendedAt === null) return null;
  const { by = null, reason = null } = file?.suspension ?? {};
  return (
    <div className={classes['suspended']} role="status">
      <div>
        <strong>{t('repairs.suspendedSince', { since: format.instant(line.suspendedAt) })}</strong>
        {by !== null && <span>{t('repairs.suspendedBy', { name: by })}</span>}
        {reason !== null && <q>{reason}</q>}
      </div>
      {mayRepair && (
        <Button size="compact-sm" variant="default" onClick={() => setResuming(true)}>
          {t('repairs.resume')}
        </Button>
      )}
      <ReasonDialog line={line} act={resuming ? 'resume' : null} close={() => setResuming(false)} />
    </div>
  );
}
