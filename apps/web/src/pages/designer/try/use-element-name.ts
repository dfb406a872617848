import type Modeler from 'bpmn-js/lib/Modeler';
import { useTranslation } from 'react-i18next';
import { textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import { kindOf } from '../panel/element-kind.ts';

/** What an element is called: its name, else what it is. */
export function useElementName(modeler: Modeler): (id: string) => string {
  const { t } = useTranslation();
  return (id) => {
    const element = service(modeler, 'elementRegistry').get(id);
    if (!element) return id;
    return textOf(element.businessObject, 'name') || t(`designer.kinds.${kindOf(element)}`);
  };
}
