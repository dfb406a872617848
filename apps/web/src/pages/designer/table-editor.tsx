import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import type { ProcedureFile } from '@krok/contracts/schemas';
import DmnModeler from 'dmn-js/lib/Modeler';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { speakTable } from '../../designer/speak-table.ts';
import { speakFixedTitles } from '../../designer/translate/fixed-titles.ts';
import { tableTranslateModule } from '../../designer/translate/table-translate-module.ts';
import type { Spoken } from '../../designer/translate/translate-module.ts';
import classes from './table-editor.module.css';

interface TableEditorProps {
  readonly file: ProcedureFile;
  readonly onContent: (content: string) => void;
}

/**
 * A decision table, drawn with dmn-js; what is changed becomes the file again a moment later. One modeler from the first
 * look to the last: in another language what can be undone stays.
 */
export function TableEditor({ file, onContent }: TableEditorProps) {
  const { t, i18n } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState(false);
  const [opened, setOpened] = useState<DmnModeler>();
  const report = useRef(onContent);
  report.current = onContent;
  const first = useRef(file.content);
  const language = i18n.language === 'en' ? 'en' : 'pl';
  const spoken = useRef<Spoken>({ language });
  const heading = useRef('');
  heading.current = t('designer.files.ruleNumber');

  useEffect(() => {
    if (spoken.current.language === language) return;
    spoken.current.language = language;
    if (!opened) return;
    speakTable(opened);
    nameIndexColumn(host.current, heading.current);
  }, [opened, language]);

  useEffect(() => {
    if (!host.current) return undefined;
    const silent = speakFixedTitles(host.current, spoken.current);
    const common = { additionalModules: [tableTranslateModule(spoken.current)] };
    const modeler = new DmnModeler({
      container: host.current,
      drd: common,
      decisionTable: common,
      literalExpression: common,
      boxedExpression: common,
    });
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = async () => {
      timer = undefined;
      const { xml } = await modeler.saveXML({ format: true });
      report.current(xml);
    };
    const follow = () => {
      if (gone) return;
      // A diagram that was left keeps the words of then.
      if (modeler.getActiveView()?.type === 'drd') speakTable(modeler);
      nameIndexColumn(host.current, heading.current);
      modeler.getActiveViewer()?.on('elements.changed', () => {
        clearTimeout(timer);
        timer = setTimeout(() => void write(), 250);
      });
    };
    setBroken(false);
    modeler.on('views.changed', follow);
    modeler.importXML(first.current).then(
      async () => {
        const table = modeler.getViews().find(({ type }) => type === 'decisionTable');
        if (table && !gone) await modeler.open(table);
        if (!gone) setOpened(modeler);
      },
      () => setBroken(!gone),
    );
    return () => {
      gone = true;
      silent();
      setOpened(undefined);
      clearTimeout(timer);
      // What was changed in the last moment is written before the modeler goes.
      if (timer !== undefined) void write().finally(() => modeler.destroy());
      else modeler.destroy();
    };
  }, []);

  const isGraph = (file.content.match(/<(?:\w+:)?decision[\s>]/g) ?? []).length > 1;
  return (
    <div className={classes['frame']} data-graph={isGraph || undefined}>
      <div ref={host} className={classes['table']} role="group" aria-label={file.name} />
      {broken && <p role="alert">{t('designer.files.cannotShow')}</p>}
    </div>
  );
}

/** The column of the rules' numbers has no heading of its own. */
function nameIndexColumn(host: HTMLElement | null, name: string): void {
  host?.querySelector('th.index-column:empty')?.append(name);
}
