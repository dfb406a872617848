import { VisuallyHidden } from '@mantine/core';
import type Modeler from 'bpmn-js/lib/Modeler';
import type { Draft, ProcedureFile } from '@krok/contracts/schemas';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../designer/check/problem.ts';
import { useCheck } from '../../designer/check/use-check.ts';
import { embedForm, embeddedForms, removeEmbeddedForm, writeEmbeddedForm } from '../../designer/embedded-forms.ts';
import { showElement } from '../../designer/fit-diagram.ts';
import { markDead } from '../../designer/show-way.ts';
import { DesignerBar } from './designer-bar.tsx';
import classes from './designer.module.css';
import { DiagramEditor } from './diagram-editor.tsx';
import { DesignerHeat } from './designer-heat.tsx';
import { FileTabs } from './file-tabs.tsx';
import { FileEditor } from './file-editor.tsx';
import { ProblemList } from './problem-list.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { resourceIds } from './resource-ids.ts';
import { SidePanel } from './side-panel.tsx';
import { StepPalette } from './step-palette.tsx';
import { useDesignerKeys } from './use-designer-keys.ts';
import { useDraft } from './use-draft.ts';
import { useExpert } from './use-expert.ts';
import { useProblemSigns } from './use-problem-signs.ts';
import { useSelection } from './use-selection.ts';
import { WayBar } from './way-bar.tsx';

interface DesignerProps {
  readonly opened: Draft;
  readonly userId: string;
  /** Opens the draft as the server has it now. */
  readonly readAnew: () => void;
}

/** Palette, canvas and panel; forms and decision tables beside the diagram; problems below the canvas. */
export function Designer({ opened, userId, readAnew }: DesignerProps) {
  const { t } = useTranslation();
  const work = useDraft(opened, userId, readAnew);
  const [modeler, setModeler] = useState<Modeler | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const [expert, setExpert] = useExpert();
  const [publishing, setPublishing] = useState(false);
  const { answer, stale } = useCheck(work.files);
  const problems = useMemo(
    () => (answer?.problems ?? []).filter(({ rule }) => expert || rule !== 'beyond-camunda'),
    [answer, expert],
  );
  const selected = useSelection(modeler);
  useDesignerKeys(shown === null ? modeler : null);
  useProblemSigns(modeler, problems);
  const dead = answer?.behaviour.dead;
  useEffect(() => (modeler && dead ? markDead(modeler, dead) : undefined), [modeler, dead]);
  const [followed, setFollowed] = useState<string | null>(null);
  // The way of the newest check: a drawing that is mended has none.
  const walked = problems.find(({ rule, way }) => way !== undefined && rule === followed);

  const diagram = work.files.find(({ kind }) => kind === 'bpmn');
  const embedded = modeler && selected ? embeddedForms(modeler) : [];
  const beside = [...work.files.filter(({ kind }) => kind !== 'bpmn'), ...embedded];
  const open = beside.find(({ name }) => name === shown);
  const { files, change } = work;
  const setContent = useCallback(
    (name: string, content: string) =>
      change({ files: files.map((each) => (each.name === name ? { ...each, content } : each)) }),
    [files, change],
  );
  const setFiles = (next: readonly ProcedureFile[]) => change({ files: next });
  const addFile = (file: ProcedureFile) => {
    setFiles([...files, file]);
    setShown(file.name);
  };
  const embed = (form: ProcedureFile) => {
    const [id] = resourceIds([form], 'form');
    if (!modeler || id === undefined) return;
    embedForm(modeler, id, form.content);
    setFiles(files.filter((each) => each !== form));
    setShown(id);
  };
  const writeFile = (file: ProcedureFile, content: string) => {
    if (modeler && embedded.includes(file)) writeEmbeddedForm(modeler, file.name, content);
    else setContent(file.name, content);
  };
  const goTo = ({ rule, element, file, way }: Problem) => {
    setShown(file ?? null);
    if (modeler && element !== undefined && file === undefined) showElement(modeler, element);
    setFollowed(way ? rule : null);
  };

  return (
    <div className={classes['designer']} data-expert={expert || undefined}>
      <VisuallyHidden component="h1">{work.name}</VisuallyHidden>
      <DesignerBar
        draftId={opened.id}
        work={work}
        modeler={open ? null : modeler}
        selected={selected}
        problems={problems}
        stale={stale}
        expert={expert}
        onExpert={setExpert}
        onPublish={() => setPublishing(true)}
      />
      <div className={classes['row']}>
        <FileTabs
          files={files}
          shown={open?.name ?? null}
          onShow={setShown}
          onAdd={addFile}
          onFiles={setFiles}
          problems={problems}
          embedded={embedded}
          onEmbed={embed}
          onDrop={({ name }) => {
            setShown(null);
            if (modeler) removeEmbeddedForm(modeler, name);
          }}
        />
        {!open && modeler && opened.processId !== null && (
          <DesignerHeat modeler={modeler} processId={opened.processId} />
        )}
      </div>
      <div className={classes['body']} data-file={open ? true : undefined}>
        {!open && modeler && selected && <StepPalette modeler={modeler} selected={selected} />}
        <div className={classes['stage']} aria-label={t('designer.stage')} role="region">
          {diagram && (
            <DiagramEditor
              xml={diagram.content}
              hidden={open !== undefined}
              expert={expert}
              onModeler={setModeler}
              onXml={(xml) => setContent(diagram.name, xml)}
            />
          )}
          {!open && modeler && walked?.way && (
            <WayBar modeler={modeler} problem={walked} way={walked.way} onClose={() => setFollowed(null)} />
          )}
          {open && <FileEditor key={open.name} file={open} onContent={(content) => writeFile(open, content)} />}
        </div>
        {!open && modeler && selected && (
          <SidePanel
            modeler={modeler}
            selected={selected}
            files={beside}
            addFile={addFile}
            problems={problems}
            processes={answer?.processes ?? null}
            expert={expert}
          />
        )}
        <ProblemList
          problems={problems}
          stale={stale}
          modeler={modeler}
          behaviour={answer?.behaviour ?? null}
          onChoose={goTo}
        />
      </div>
      {publishing && (
        <PublishDialog
          opened={opened}
          work={work}
          modeler={modeler}
          check={answer}
          onClose={() => setPublishing(false)}
        />
      )}
    </div>
  );
}
