import type { CaseSummary, DiagramState } from '@krok/contracts/schemas';

import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { LoadingRows } from '../../layout/states.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { closeStudio, useStudioDoor } from './studio-door.ts';

const StudioBench = lazy(() => import('./studio-bench.tsx').then((module) => ({ default: module.StudioBench })));

interface RepairStudioProps {
  readonly line: CaseSummary;
  readonly diagram: DiagramState | undefined;
}

/** The whole diagram beside what can be done with it. Loaded by whoever opens it. */
export function RepairStudio({ line, diagram }: RepairStudioProps) {
  const { t } = useTranslation();
  const mayRepair = useMay('cases.repair');
  const start = useStudioDoor();
  return (
    <Dialog
      opened={mayRepair && start !== null && diagram !== undefined}
      close={closeStudio}
      title={t('repairs.studioTitle', { key: line.businessKey ?? line.processName ?? line.processId })}
      fullScreen
      radius={0}
    >
      {start && diagram && (
        <Suspense fallback={<LoadingRows rows={6} />}>
          <StudioBench caseId={line.id} diagram={diagram} start={start} close={closeStudio} />
        </Suspense>
      )}
    </Dialog>
  );
}
