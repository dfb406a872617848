import type { OpenIncidentView } from '@krok/contracts/schemas';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Panel } from '../../layout/page.tsx';
import { IncidentText } from '../oversight/incident-text.tsx';
import { RepairIncidentButton } from '../repairs/repair-incident-button.tsx';
import { ResolveButton } from '../oversight/resolve-button.tsx';
import classes from './case-page.module.css';

export function CaseIncidents({
  caseId,
  incidents,
  left,
}: {
  readonly caseId: string;
  readonly incidents: readonly OpenIncidentView[];
  /** Those that are not told here. */
  readonly left: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayResolve = useMay('incidents.resolve');
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
      {left > 0 && <small className={classes['rest']}>{t('file.more', { number: format.number(left) })}</small>}
    </Panel>
  );
}
