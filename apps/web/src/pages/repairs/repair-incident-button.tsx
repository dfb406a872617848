import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { openStudio } from './studio-door.ts';

/** From what stopped to what can be done about it. */
export function RepairIncidentButton({ incidentId }: { readonly incidentId: string }) {
  const { t } = useTranslation();
  const mayRepair = useMay('cases.repair');
  if (!mayRepair) return null;
  return (
    <Button variant="default" size="compact-xs" onClick={() => openStudio({ kind: 'incident', incidentId })}>
      {t('repairs.steps')}
    </Button>
  );
}
