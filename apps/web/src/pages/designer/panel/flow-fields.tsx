import { Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { childOf, own, textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import { ConditionFields } from './condition-fields.tsx';
import { factsOf } from './facts-of.ts';
import type { FilesProps } from './panel-props.ts';

/** When a case takes this way out of a decision. */
export function FlowFields({ modeler, element, files }: FilesProps) {
  const { t } = useTranslation();
  const source = element.source;
  if (!source || !/(Exclusive|Inclusive|Complex)Gateway$/.test(source.type)) {
    return (
      <Text size="xs" c="var(--krok-quiet)">
        {t('designer.flow.plain')}
      </Text>
    );
  }
  const modeling = service(modeler, 'modeling');
  const isDefault = source.businessObject.get('default') === element.businessObject;
  const condition = textOf(childOf(element.businessObject, 'conditionExpression'), 'body');
  const setCondition = (text: string) => {
    if (text.trim() === '') {
      modeling.updateProperties(element, { conditionExpression: undefined });
      return;
    }
    const body = text.trim().startsWith('=') ? text.trim() : `=${text.trim()}`;
    const expression = service(modeler, 'bpmnFactory').create('bpmn:FormalExpression', { body });
    own(expression, element.businessObject);
    modeling.updateProperties(element, { conditionExpression: expression });
  };
  const setDefault = (chosen: boolean) => {
    if (chosen) setCondition('');
    modeling.updateProperties(source, { default: chosen ? element.businessObject : undefined });
  };
  return (
    <>
      <Switch
        size="xs"
        label={t('designer.flow.otherwise')}
        checked={isDefault}
        onChange={(event) => setDefault(event.currentTarget.checked)}
      />
      {!isDefault && (
        <ConditionFields text={condition.replace(/^=\s*/, '')} facts={factsOf(modeler, files)} commit={setCondition} />
      )}
    </>
  );
}
