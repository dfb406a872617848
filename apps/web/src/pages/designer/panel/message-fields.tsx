import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asOne } from '../../../designer/as-one.ts';
import { knownMessages, messageOf, setMessage } from '../../../designer/messages.ts';
import { childrenOf, definitionsOf, textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import type { PanelProps } from './panel-props.ts';

/**
 * What a step waits for: what Krok tells its cases, and every other message of the file. The step, or the frame of a
 * reaction, is called after it until its author gives it another name.
 */
export function MessageFields({ modeler, element }: PanelProps) {
  const { t, i18n } = useTranslation();
  const { name } = messageOf(element.businessObject);
  const inFile = childrenOf(definitionsOf(element.businessObject), 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Message')
    .map((each) => textOf(each, 'name'));
  const known: readonly string[] = knownMessages;
  const others = [...new Set(inFile)].filter((each) => each !== '' && !known.includes(each));
  const wordsOf = (message: string) => (known.includes(message) ? i18n.t(`designer.messages.${message}`) : message);
  const choose = (next: string) => {
    setMessage(modeler, element, next);
    const { parent, type, businessObject } = element;
    const isReaction = type === 'bpmn:StartEvent' && parent?.businessObject.get('triggeredByEvent') === true;
    const named = isReaction ? parent : element;
    const called = textOf(named.businessObject, 'name');
    const own = ['', wordsOf(name), t('designer.entries.event.initial'), t('designer.entries.reaction.initial')];
    if (!isReaction && businessObject.$type === 'bpmn:StartEvent') return;
    if (own.includes(called)) service(modeler, 'modeling').updateProperties(named, { name: wordsOf(next) });
  };
  return (
    <Select
      size="xs"
      searchable
      label={t('designer.message.label')}
      description={t('designer.message.hint')}
      nothingFoundMessage={t('designer.nothing')}
      error={name === '' ? t('common.required') : undefined}
      value={name === '' ? null : name}
      data={[
        ...knownMessages.map((each) => ({ value: each, label: t(`designer.messages.${each}`) })),
        ...others.map((each) => ({ value: each, label: each })),
      ]}
      onChange={(next) => next && asOne(modeler, () => choose(next))}
    />
  );
}
