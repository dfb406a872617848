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
import { tableTranslateModule } from '../../designer/translate/table-translate-module.ts';
import classes from './table-editor.module.css';

interface TableEditorProps {
  readonly file: ProcedureFile;
  readonly onContent: (content: string) => void;
}

/** A decision table, drawn with dmn-js; what is changed becomes the file again a moment later. */
export function TableEditor({ file, onContent }: TableEditorProps) {
  const { t, i18n } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState(false);
  const report = useRef(onContent);
  report.current = onContent;
  const newest = useRef(file.content);
  /** What the modeler before still writes. */
  const writing = useRef<Promise<void>>(undefined);
  const language = i18n.language === 'en' ? 'en' : 'pl';

  useEffect(() => {
    if (!host.current) return undefined;
    const additionalModules = [tableTranslateModule(language)];
    const common = { additionalModules };
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
      const { xml } = await modeler.saveXML({ format: true });
      newest.current = xml;
      report.current(xml);
    };
    const follow = () => {
      // The column of the rules' numbers has no heading of its own.
      host.current?.querySelector('th.index-column:empty')?.append(t('designer.files.ruleNumber'));
      modeler.getActiveViewer()?.on('elements.changed', () => {
        clearTimeout(timer);
        timer = setTimeout(() => void write(), 250);
      });
    };
    setBroken(false);
    modeler.on('views.changed', follow);
    const begin = async () => {
      await writing.current;
      if (!gone) await modeler.importXML(newest.current);
    };
    begin().then(
      async () => {
        const table = modeler.getViews().find(({ type }) => type === 'decisionTable');
        if (table && !gone) await modeler.open(table);
      },
      () => setBroken(!gone),
    );
    return () => {
      gone = true;
      if (timer !== undefined) {
        clearTimeout(timer);
        writing.current = write().finally(() => modeler.destroy());
      } else modeler.destroy();
    };
  }, [language, t]);

  const isGraph = (file.content.match(/<(?:\w+:)?decision[\s>]/g) ?? []).length > 1;
  return (
    <div className={classes['frame']} data-graph={isGraph || undefined}>
      <div ref={host} className={classes['table']} role="group" aria-label={file.name} />
      {broken && <p role="alert">{t('designer.files.cannotShow')}</p>}
    </div>
  );
}
