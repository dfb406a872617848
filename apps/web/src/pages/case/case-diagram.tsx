import type { CasePosition } from '@krok/contracts/schemas';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { DiagramView } from '../../diagram/diagram-view.tsx';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { Pickable } from '../repairs/pickable.tsx';
import { openStudio } from '../repairs/studio-door.ts';
import classes from './case-page.module.css';

interface CaseDiagramProps {
  readonly xml: string | undefined;
  readonly position: CasePosition | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

export function CaseDiagram({ xml, position, error, retry }: CaseDiagramProps) {
  const { t } = useTranslation();
  const tokens = position?.tokens.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const here = position?.tokens;
  const pick = useCallback(
    (elementId: string) => {
      if (here?.some((token) => token.elementId === elementId)) openStudio({ kind: 'element', elementId });
    },
    [here],
  );
  const aside = (
    <div className={classes['legend']}>
      <span className={classes['here']}>{t('case.legendActive')}</span>
      <span className={classes['path']}>{t('case.legendTaken')}</span>
      {position && position.incidents.length > 0 && (
        <span className={classes['failed']}>{t('case.legendIncident')}</span>
      )}
    </div>
  );
  return (
    <Panel title={t('case.diagram')} aside={aside} flush>
      <Pickable className={classes['diagram']} pick={pick}>
        {xml !== undefined && position ? (
          <DiagramView
            xml={xml}
            label={`${t('case.diagramLabel')}: ${t('case.tokens', { count: tokens })}`}
            progress={position}
            follow
          />
        ) : error ? (
          <Failure error={error} retry={retry} />
        ) : (
          <LoadingRows rows={4} />
        )}
      </Pickable>
    </Panel>
  );
}
