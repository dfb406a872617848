import type Modeler from 'bpmn-js/lib/Modeler';
import { useEffect, useState } from 'react';
import { type DiagramElement, service } from '../../designer/services.ts';

export interface Selected {
  /** The one selected element, else the process; a label stands for its element. */
  readonly element: DiagramElement;
  readonly several: boolean;
  /** Raised by every change of the drawing. */
  readonly change: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What is selected in a modeler, read again after every change. */
export function useSelection(modeler: Modeler | null): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    if (!modeler) {
      setSelected(null);
      return undefined;
    }
    const read = () => {
      const [first, ...more] = outermost(service(modeler, 'selection').get());
      const commands = service(modeler, 'commandStack');
      setSelected((former) => ({
        element: first ?? service(modeler, 'canvas').getRootElement(),
        several: more.length > 0,
        change: (former?.change ?? 0) + 1,
        canUndo: commands.canUndo(),
        canRedo: commands.canRedo(),
      }));
    };
    const events = ['selection.changed', 'commandStack.changed', 'root.set'];
    read();
    modeler.on(events, read);
    return () => {
      for (const event of events) modeler.off(event, read);
    };
  }, [modeler]);
  return selected;
}

/** A text stands for its element, and what lies in a selected frame comes with it: after a paste all of it is selected. */
function outermost(selected: readonly DiagramElement[]): readonly DiagramElement[] {
  const all = new Set(selected.map((each) => each.labelTarget ?? each));
  const isWithin = ({ parent, source, target }: DiagramElement) =>
    parent !== undefined && (all.has(parent) || [source, target].some((end) => end && all.has(end)));
  const outer = [...all].filter((each) => !isWithin(each));
  return outer.length > 0 ? outer : [...all];
}
