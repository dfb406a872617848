import type Modeler from 'bpmn-js/lib/Modeler';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../designer/moddle.ts';
import { type DiagramElement, service } from '../../designer/services.ts';
import { kindOf } from './panel/element-kind.ts';

/** What an element is called: its name, else what it is or, of a way, where it leads. Ids are for experts. */
export function useElementName(modeler: Modeler | null): (id: string) => string {
  const { t } = useTranslation();
  const called = ({ businessObject }: DiagramElement) => textOf(businessObject, 'name');
  const kind = (element: DiagramElement) => t(`designer.kinds.${kindOf(element)}`);
  return (id) => {
    const element = modeler ? service(modeler, 'elementRegistry').get(id) : undefined;
    if (!element) return id;
    if (called(element)) return called(element);
    const { type, source, target } = element;
    if (type !== 'bpmn:SequenceFlow' || !source || !target) return kind(element);
    return `${called(source) || kind(source)} → ${called(target) || kind(target)}`;
  };
}
