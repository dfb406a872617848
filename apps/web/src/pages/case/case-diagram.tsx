import type { CasePosition } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { DiagramView } from '../../diagram/diagram-view.tsx';
import { Panel } from '../../layout/page.tsx';
import { Failure, LoadingRows } from '../../layout/states.tsx';
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
      <div className={classes['diagram']}>
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
      </div>
    </Panel>
  );
}
