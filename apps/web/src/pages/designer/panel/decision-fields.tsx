import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ensureExtension, extensionOf, textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import { resourceIds } from '../resource-ids.ts';
import type { FilesProps } from './panel-props.ts';
import { LineField } from './typed-fields.tsx';

/** Which decision table is asked, and where its answer goes. */
export function DecisionFields({ modeler, element, files }: FilesProps) {
  const { t } = useTranslation();
  const called = extensionOf(element.businessObject, 'zeebe:CalledDecision');
  if (!called) return null;
  const decision = textOf(called, 'decisionId');
  const tables = resourceIds(files, 'dmn');
  const write = (properties: object) =>
    service(modeler, 'modeling').updateModdleProperties(
      element,
      ensureExtension(modeler, element, 'zeebe:CalledDecision'),
      properties,
    );
  return (
    <>
      <Select
        size="xs"
        label={t('designer.decision.table')}
        description={t(tables.length === 0 ? 'designer.decision.noTables' : 'designer.decision.tableHint')}
        nothingFoundMessage={t('designer.nothing')}
        value={decision === '' ? null : decision}
        data={[...new Set([...tables, ...(decision === '' ? [] : [decision])])]}
        onChange={(next) => write({ decisionId: next ?? '', bindingType: 'deployment' })}
      />
      <LineField
        label={t('designer.decision.result')}
        value={textOf(called, 'resultVariable')}
        commit={(resultVariable) => write({ resultVariable })}
        code
      />
    </>
  );
}
