import { useComputedColorScheme } from '@mantine/core';
import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createModeler } from '../../designer/create-modeler.ts';
import { showBeginning } from '../../designer/fit-diagram.ts';
import { type Box, service } from '../../designer/services.ts';
import classes from './diagram-editor.module.css';

interface EditorProps {
  /** Read when a modeler is made; afterwards the modeler is ahead. */
  readonly xml: string;
  readonly hidden: boolean;
  readonly expert: boolean;
  readonly onModeler: (modeler: Modeler | null) => void;
  readonly onXml: (xml: string) => void;
}

/** Milliseconds after the last change before the drawing becomes a file again. */
const pause = 250;

export function DiagramEditor({ xml, hidden, expert, onModeler, onXml }: EditorProps) {
  const { t, i18n } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const host = useRef<HTMLDivElement>(null);
  const newest = useRef(xml);
  /** What the modeler before still writes. */
  const writing = useRef<Promise<void>>(undefined);
  const report = useRef({ onModeler, onXml });
  report.current = { onModeler, onXml };
  const [problem, setProblem] = useState(false);
  const [ready, setReady] = useState(false);
  const language = i18n.language === 'en' ? 'en' : 'pl';

  useEffect(() => {
    if (!host.current) return undefined;
    const modeler = createModeler({ container: host.current, language, scheme });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const write = async () => {
      timer = undefined;
      const { xml: written } = await modeler.saveXML({ format: true });
      if (written === undefined) return;
      newest.current = written;
      report.current.onXml(written);
    };
    setProblem(false);
    setReady(false);
    const begin = async () => {
      // In other colours or another language it goes on from what was drawn in the last moment.
      await writing.current;
      if (!gone) await modeler.importXML(newest.current);
    };
    begin().then(
      () => {
        if (gone) return;
        showBeginning(modeler);
        modeler.on('commandStack.changed', () => {
          clearTimeout(timer);
          timer = setTimeout(() => void write(), pause);
        });
        setReady(true);
        report.current.onModeler(modeler);
      },
      () => {
        if (!gone) setProblem(true);
      },
    );
    // Hidden behind a form or a table it has no size, and keeps its view for later.
    const canvas = service(modeler, 'canvas');
    let view: Box | undefined;
    let away = false;
    modeler.on('canvas.viewbox.changed', () => {
      if (away || !host.current || host.current.clientWidth === 0) return;
      const { x, y, width, height } = canvas.viewbox();
      view = { x, y, width, height };
    });
    const watch = new ResizeObserver(([entry]) => {
      const isSeen = entry !== undefined && entry.contentRect.width > 0;
      if (isSeen) canvas.resized();
      if (isSeen && away && view) canvas.viewbox(view);
      away = !isSeen;
    });
    watch.observe(host.current);
    return () => {
      gone = true;
      watch.disconnect();
      if (timer !== undefined) {
        clearTimeout(timer);
        // What was drawn in the last moment is written before the modeler goes.
        writing.current = write().finally(() => modeler.destroy());
      } else modeler.destroy();
      report.current.onModeler(null);
    };
  }, [language, scheme]);

  return (
    <div className={classes['frame']} hidden={hidden} data-expert={expert || undefined}>
      <div
        ref={host}
        className={classes['canvas']}
        role="group"
        aria-label={t('designer.canvas')}
        data-ready={ready || undefined}
      />
      {problem && (
        <p role="alert" className={classes['problem']}>
          {t('designer.cannotDraw')}
        </p>
      )}
    </div>
  );
}
