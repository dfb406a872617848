import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { knownMessages, messageOf, setMessage } from '../../../designer/messages.ts';
import { childrenOf, definitionsOf, textOf } from '../../../designer/moddle.ts';
import type { PanelProps } from './panel-props.ts';

/** What a step waits for: what Krok tells its cases, and every other message of the file. */
export function MessageFields({ modeler, element }: PanelProps) {
  const { t } = useTranslation();
  const { name } = messageOf(element.businessObject);
  const inFile = childrenOf(definitionsOf(element.businessObject), 'rootElements')
    .filter(({ $type }) => $type === 'bpmn:Message')
    .map((each) => textOf(each, 'name'));
  const known: readonly string[] = knownMessages;
  const others = [...new Set(inFile)].filter((each) => each !== '' && !known.includes(each));
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
      onChange={(next) => next && setMessage(modeler, element, next)}
    />
  );
}
