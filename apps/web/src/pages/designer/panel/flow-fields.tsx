import { Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asOne } from '../../../designer/as-one.ts';
import { childOf, own, textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import { ConditionFields } from './condition-fields.tsx';
import { factsOf } from './facts-of.ts';
import type { FilesProps } from './panel-props.ts';
import { useFactWords } from './use-fact-words.ts';

/** When a case takes this way out of a decision. Its name says so, until its author writes another. */
export function FlowFields({ modeler, element, files }: FilesProps) {
  const { t } = useTranslation();
  const { answerOf } = useFactWords();
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
  const facts = factsOf(modeler, files);
  const rename = (answer: string) => {
    const name = textOf(element.businessObject, 'name');
    const former = [answerOf(condition.replace(/^=\s*/, ''), facts), t('designer.flow.otherwiseName')];
    if (answer !== name && (name === '' || former.includes(name))) {
      modeling.updateProperties(element, { name: answer === '' ? undefined : answer });
    }
  };
  const writeCondition = (text: string) => {
    if (text.trim() === '') {
      rename('');
      modeling.updateProperties(element, { conditionExpression: undefined });
      return;
    }
    rename(answerOf(text, facts));
    const body = text.trim().startsWith('=') ? text.trim() : `=${text.trim()}`;
    const expression = service(modeler, 'bpmnFactory').create('bpmn:FormalExpression', { body });
    own(expression, element.businessObject);
    modeling.updateProperties(element, { conditionExpression: expression });
  };
  const setCondition = (text: string) => asOne(modeler, () => writeCondition(text));
  const setDefault = (chosen: boolean) =>
    asOne(modeler, () => {
      if (chosen) writeCondition('');
      rename(chosen ? t('designer.flow.otherwiseName') : '');
      modeling.updateProperties(source, { default: chosen ? element.businessObject : undefined });
    });
  return (
    <>
      <Switch
        size="xs"
        label={t('designer.flow.otherwise')}
        checked={isDefault}
        onChange={(event) => setDefault(event.currentTarget.checked)}
      />
      {!isDefault && <ConditionFields text={condition.replace(/^=\s*/, '')} facts={facts} commit={setCondition} />}
    </>
  );
}
