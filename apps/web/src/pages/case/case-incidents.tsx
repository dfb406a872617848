import type { CasePosition } from '@krok/contracts/schemas';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { Panel } from '../../layout/page.tsx';
import { IncidentText } from '../oversight/incident-text.tsx';
import { RepairIncidentButton } from '../repairs/repair-incident-button.tsx';
import { ResolveButton } from '../oversight/resolve-button.tsx';
import classes from './case-page.module.css';
import { MoreRow } from './more-row.tsx';
import { useIncidents } from './use-incidents.ts';

export function CaseIncidents({ caseId, position }: { readonly caseId: string; readonly position: CasePosition }) {
  const { t } = useTranslation();
  const mayResolve = useMay('incidents.resolve');
  const { incidents, left, more, loading } = useIncidents(caseId, position);
  return (
    <Panel title={t('case.incidents')}>
      <ul className={classes['list']}>
        {incidents.map(({ incidentId, elementName, elementId, cause, message }) => (
          <li key={incidentId}>
            <div>
              <strong>{elementName ?? elementId}</strong>
              <IncidentText cause={cause} message={message} />
            </div>
            <Group gap={6} wrap="nowrap">
              <RepairIncidentButton incidentId={incidentId} />
              {mayResolve && (
                <ResolveButton caseId={caseId} incidentId={incidentId} element={elementName ?? elementId} />
              )}
            </Group>
          </li>
        ))}
      </ul>
      <MoreRow left={left} more={more} loading={loading} />
    </Panel>
  );
}
