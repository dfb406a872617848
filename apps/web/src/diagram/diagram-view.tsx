import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Loader } from '@mantine/core';
import type { DiagramProps } from './diagram-canvas.tsx';
import classes from './diagram.module.css';

const DiagramCanvas = lazy(() => import('./diagram-canvas.tsx').then((module) => ({ default: module.DiagramCanvas })));

/** A BPMN diagram with what happened on it. The viewer is loaded when the first one is shown. */
export function DiagramView(props: DiagramProps) {
  const { t } = useTranslation();
  return (
    <Suspense
      fallback={
        <div className={classes['waiting']}>
          <Loader size="sm" role="status" aria-label={t('common.loading')} />
        </div>
      }
    >
      <DiagramCanvas {...props} />
    </Suspense>
  );
}
