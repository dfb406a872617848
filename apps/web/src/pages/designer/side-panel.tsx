import { Tabs } from '@mantine/core';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { ProcedureFile } from '@krok/contracts/schemas';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemsAt } from '../../designer/check/problem.ts';
import { ExpertPanel } from './expert-panel.tsx';
import { StepPanel } from './panel/step-panel.tsx';
import classes from './side-panel.module.css';
import { TryPanel } from './try/try-panel.tsx';
import { useElementName } from './use-element-name.ts';
import type { Selected } from './use-selection.ts';

interface SidePanelProps {
  readonly modeler: Modeler;
  readonly selected: Selected;
  readonly files: readonly ProcedureFile[];
  readonly addFile: (file: ProcedureFile) => void;
  readonly problems: readonly Problem[];
  readonly processes: readonly ExecutableProcess[] | null;
  readonly expert: boolean;
}

/** The selected element, and the place to try the procedure out. */
export function SidePanel({ modeler, selected, files, addFile, problems, processes, expert }: SidePanelProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<string | null>('step');
  const { element, several } = selected;
  const own = problemsAt(problems, element.id, useElementName(modeler));
  return (
    <aside className={classes['panel']} aria-label={t('designer.panel')}>
      <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes['tabs'] ?? ''}>
        <Tabs.List className={classes['list'] ?? ''}>
          <Tabs.Tab value="step">{t('designer.tabs.step')}</Tabs.Tab>
          <Tabs.Tab value="try">{t('designer.tabs.try')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="step" className={classes['content'] ?? ''}>
          {several ? (
            <p className={classes['several']}>{t('designer.several')}</p>
          ) : expert ? (
            <ExpertPanel modeler={modeler} />
          ) : (
            <div className={classes['fields']} key={element.id}>
              <StepPanel modeler={modeler} element={element} files={files} addFile={addFile} problems={own} />
            </div>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="try" className={classes['content'] ?? ''}>
          <TryPanel modeler={modeler} processes={processes} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
