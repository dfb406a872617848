import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ensureExtension, extensionOf, textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import { newTable } from '../new-file.ts';
import { resourceIds } from '../resource-ids.ts';
import { useTableNames } from '../use-table-names.ts';
import type { FilesProps } from './panel-props.ts';
import classes from './step-panel.module.css';
import { LineField } from './typed-fields.tsx';

/** Which decision table is asked, and where its answer goes. */
export function DecisionFields({ modeler, element, files, addFile }: FilesProps) {
  const { t } = useTranslation();
  const names = useTableNames();
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
      <div className={classes['choose']}>
        <Select
          size="xs"
          label={t('designer.decision.table')}
          nothingFoundMessage={t('designer.nothing')}
          value={decision === '' ? null : decision}
          data={[...new Set([...tables, ...(decision === '' ? [] : [decision])])]}
          onChange={(next) => write({ decisionId: next ?? '', bindingType: 'deployment' })}
        />
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            const made = newTable(files, names);
            const [decisionId] = resourceIds([made], 'dmn');
            write({ decisionId, bindingType: 'deployment' });
            addFile(made);
          }}
        >
          {t('designer.decision.newTable')}
        </Button>
      </div>
      <LineField
        label={t('designer.decision.result')}
        value={textOf(called, 'resultVariable')}
        commit={(resultVariable) => write({ resultVariable })}
        code
      />
    </>
  );
}
