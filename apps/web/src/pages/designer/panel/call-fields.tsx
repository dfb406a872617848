import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries.ts';
import { ensureExtension, extensionOf, textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import type { PanelProps } from './panel-props.ts';

/** Which procedure a step calls. */
export function CallFields({ modeler, element }: PanelProps) {
  const { t } = useTranslation();
  const processes = useQuery(queries.processes()).data?.items ?? [];
  const called = textOf(extensionOf(element.businessObject, 'zeebe:CalledElement'), 'processId');
  return (
    <Select
      size="xs"
      searchable
      label={t('designer.call.procedure')}
      nothingFoundMessage={t('designer.nothing')}
      value={called === '' ? null : called}
      data={[
        ...processes.map(({ processId, name }) => ({ value: processId, label: name ?? processId })),
        ...(called !== '' && !processes.some(({ processId }) => processId === called)
          ? [{ value: called, label: called }]
          : []),
      ]}
      onChange={(processId) =>
        service(modeler, 'modeling').updateModdleProperties(
          element,
          ensureExtension(modeler, element, 'zeebe:CalledElement'),
          { processId: processId ?? '' },
        )
      }
    />
  );
}
