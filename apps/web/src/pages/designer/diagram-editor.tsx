import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createModeler, speak } from '../../designer/create-modeler.ts';
import { showBeginning } from '../../designer/fit-diagram.ts';
import { type Box, service } from '../../designer/services.ts';
import type { Language } from '../../i18n/i18n.ts';
import classes from './diagram-editor.module.css';

interface EditorProps {
  /** Read when it opens; afterwards the modeler is ahead. */
  readonly xml: string;
  readonly hidden: boolean;
  readonly expert: boolean;
  readonly onModeler: (modeler: Modeler | null) => void;
  readonly onXml: (xml: string) => void;
}

/** Milliseconds after the last change before the drawing becomes a file again. */
const pause = 250;

/**
 * One modeler from the first look to the last: in other colours or another language the drawing, what is selected and what
 * can be undone stay.
 */
export function DiagramEditor({ xml, hidden, expert, onModeler, onXml }: EditorProps) {
  const { t, i18n } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const language: Language = i18n.language === 'en' ? 'en' : 'pl';
  const first = useRef({ xml, language });
  const report = useRef({ onModeler, onXml });
  report.current = { onModeler, onXml };
  const [problem, setProblem] = useState(false);
  const [drawn, setDrawn] = useState<Modeler>();

  useEffect(() => {
    if (!host.current) return undefined;
    const modeler = createModeler({ container: host.current, language: first.current.language });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const write = async () => {
      timer = undefined;
      const { xml: written } = await modeler.saveXML({ format: true });
      if (written !== undefined) report.current.onXml(written);
    };
    setProblem(false);
    const imported = modeler.importXML(first.current.xml).then(
      () => {
        if (gone) return;
        showBeginning(modeler);
        modeler.on('commandStack.changed', () => {
          clearTimeout(timer);
          timer = setTimeout(() => void write(), pause);
        });
        setDrawn(modeler);
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
      setDrawn(undefined);
      report.current.onModeler(null);
      clearTimeout(timer);
      // An import comes to its end, and what was drawn in the last moment is written, before the modeler goes.
      const rest = timer === undefined ? imported : write();
      void rest.catch(() => {}).finally(() => modeler.destroy());
    };
  }, []);
  useEffect(() => {
    if (drawn) speak(drawn, language);
  }, [drawn, language]);

  return (
    <div className={classes['frame']} hidden={hidden} data-expert={expert || undefined}>
      <div
        ref={host}
        className={classes['canvas']}
        role="group"
        aria-label={t('designer.canvas')}
        data-ready={drawn ? true : undefined}
      />
      {problem && (
        <p role="alert" className={classes['problem']}>
          {t('designer.cannotDraw')}
        </p>
      )}
    </div>
  );
}
