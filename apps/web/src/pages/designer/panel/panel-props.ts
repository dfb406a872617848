import type Modeler from 'bpmn-js/lib/Modeler';
import type { ProcedureFile } from '@krok/contracts/schemas';
import type { DiagramElement } from '../../../designer/services.ts';

export interface PanelProps {
  readonly modeler: Modeler;
  readonly element: DiagramElement;
}

export interface FilesProps extends PanelProps {
  /** Forms and decision tables of the draft. */
  readonly files: readonly ProcedureFile[];
  /** Puts a new one beside the diagram and opens it. */
  readonly addFile: (file: ProcedureFile) => void;
}
