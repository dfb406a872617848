import 'bpmn-js/dist/assets/diagram-js.css';
import { ActionIcon, Tooltip } from '@mantine/core';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../layout/icon.tsx';
import classes from './diagram.module.css';
import { fitDiagram, showElement } from '../designer/fit-diagram.ts';
import { service } from '../designer/services.ts';
import './heat.css';
import { ink } from './ink.ts';
import { type HeatCount, showHeat } from './show-heat.ts';
import { showMarks } from './show-marks.ts';
import { showInSight } from './show-in-sight.ts';
import { showProgress, type Progress } from './show-progress.ts';
import { withDrawing } from './with-drawing.ts';

export interface DiagramProps {
  readonly xml: string;
  readonly label: string;
  readonly progress?: Progress;
  /** Keeps the elements where something is going on in sight and readable, instead of the whole. */
  readonly follow?: boolean;
  /** What a comparison says of elements, by their ids: `added`, `removed`, `changed` or `moved`. */
  readonly marks?: Readonly<Record<string, string>>;
  /** Numbers of cases on elements. */
  readonly heat?: readonly HeatCount[];
  /** Element that is brought into sight. */
  readonly focus?: string;
}

export function DiagramCanvas({ xml, label, progress, follow = false, marks, heat, focus }: DiagramProps) {
  const { t } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ readonly xml: string; readonly viewer: NavigatedViewer }>();
  // With another drawing the viewer of the one before is no longer there for anybody.
  const viewer = drawn?.xml === xml ? drawn.viewer : undefined;
  const [problem, setProblem] = useState(false);
  const settle = useRef<(shown: NavigatedViewer) => void>(fitDiagram);
  settle.current = (shown) => {
    if (focus !== undefined && showElement(shown, focus)) return;
    const somewhere = progress && progress.tokens.length + progress.incidents.length > 0;
    if (follow && somewhere) showInSight(shown, progress);
    else fitDiagram(shown);
  };

  useEffect(() => {
    if (!host.current) return undefined;
    const made = new NavigatedViewer({ container: host.current, bpmnRenderer: ink });
    let gone = false;
    setProblem(false);
    const draw = async () => {
      const drawing = await withDrawing(xml);
      if (gone) return;
      await made.importXML(drawing);
      if (gone) return;
      fitDiagram(made);
      setDrawn({ xml, viewer: made });
    };
    draw().catch(() => {
      if (!gone) setProblem(true);
    });
    return () => {
      gone = true;
      setDrawn(undefined);
      made.destroy();
    };
  }, [xml]);

  // The first size is that of a page whose styles or neighbours may still be on their way.
  useEffect(() => {
    const frame = host.current;
    if (!viewer || !frame) return undefined;
    const watch = new ResizeObserver(() => {
      service(viewer, 'canvas').resized();
      settle.current(viewer);
    });
    watch.observe(frame);
    return () => watch.disconnect();
  }, [viewer]);
  useEffect(() => (viewer && progress ? showProgress(viewer, progress) : undefined), [viewer, progress]);
  useEffect(() => {
    if (viewer && progress && follow) showInSight(viewer, progress);
  }, [viewer, progress, follow]);
  const marked = JSON.stringify(marks ?? {});
  useEffect(() => (viewer ? showMarks(viewer, JSON.parse(marked)) : undefined), [viewer, marked]);
  useEffect(() => (viewer && heat ? showHeat(viewer, heat) : undefined), [viewer, heat]);
  useEffect(() => {
    if (viewer && focus !== undefined) showElement(viewer, focus);
  }, [viewer, focus]);

  return (
    <div className={classes['frame']}>
      <div
        ref={host}
        className={classes['canvas']}
        role="group"
        aria-label={label}
        data-ready={viewer ? true : undefined}
      />
      {problem && (
        <p role="alert" className={classes['problem']}>
          {t('case.notDrawn')}
        </p>
      )}
      <div className={classes['tools']}>
        <Tooltip label={t('case.fitDiagram')}>
          <ActionIcon
            variant="default"
            size="sm"
            aria-label={t('case.fitDiagram')}
            onClick={() => viewer && fitDiagram(viewer)}
          >
            <Icon name="fit" size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
