import type Modeler from 'bpmn-js/lib/Modeler';
import { useTranslation } from 'react-i18next';
import { findInDiagram } from '../../designer/find-in-diagram.ts';
import { service } from '../../designer/services.ts';
import { type KeyBinding, useKeys } from '../../layout/keys.ts';

/** The keys of the drawing, wherever the focus is beside it: a step that a click added is taken back by Ctrl+Z. */
export function useDesignerKeys(modeler: Modeler | null): void {
  const { t } = useTranslation();
  const act = (action: string) => () => modeler && service(modeler, 'editorActions').trigger(action);
  const bindings: readonly KeyBinding[] = [
    { key: 'Ctrl+F', label: t('drawKeys.find'), run: () => modeler && findInDiagram(modeler) },
    { key: 'Ctrl+Z', label: t('designer.undo'), run: act('undo') },
    { key: 'Ctrl+Y', label: t('designer.redo'), run: act('redo') },
    { key: 'Delete', label: t('drawKeys.remove'), run: act('removeSelection') },
    // Beside the drawing these copy texts, as everywhere.
    { key: 'Ctrl+C', label: t('drawKeys.copy'), run: null },
    { key: 'Ctrl+V', label: t('drawKeys.paste'), run: null },
  ];
  useKeys(t('designer.canvas'), modeler ? bindings : []);
}
