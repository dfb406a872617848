import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { service } from '../../../designer/services.ts';
import type { PanelProps } from './panel-props.ts';

/** Whether an event on a step's edge, or the beginning of a reaction, stops what is under way; null for other elements. */
export function InterruptField({ modeler, element }: PanelProps) {
  const { t } = useTranslation();
  const { businessObject, type, parent } = element;
  const isEdge = type === 'bpmn:BoundaryEvent';
  const isReaction = type === 'bpmn:StartEvent' && parent?.businessObject.get('triggeredByEvent') === true;
  if (!isEdge && !isReaction) return null;
  const property = isEdge ? 'cancelActivity' : 'isInterrupting';
  return (
    <Switch
      size="xs"
      label={t(isEdge ? 'condition.stopsStep' : 'condition.stopsAll')}
      checked={businessObject.get(property) !== false}
      onChange={(event) =>
        service(modeler, 'modeling').updateProperties(element, { [property]: event.currentTarget.checked })
      }
    />
  );
}
