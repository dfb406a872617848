import { Button, MultiSelect, NumberInput, Select } from '@mantine/core';
import { role } from '@krok/contracts/schemas';
import { roleOfLane } from '@krok/contracts/types';
import { useTranslation } from 'react-i18next';
import { laneAround } from '../../../designer/add-lane.ts';
import { asOne } from '../../../designer/as-one.ts';
import { embeddedForms, formShown, showForm } from '../../../designer/embedded-forms.ts';
import { ensureExtension, extensionOf, removeExtension, textOf } from '../../../designer/moddle.ts';
import { service } from '../../../designer/services.ts';
import { newForm } from '../new-file.ts';
import { resourceIds } from '../resource-ids.ts';
import type { FilesProps } from './panel-props.ts';
import classes from './step-panel.module.css';
import { splitRoles } from './template-fields.tsx';

/** Who does a task, by when, and with which form. */
export function PersonFields({ modeler, element, files, addFile }: FilesProps) {
  const { t } = useTranslation();
  const { businessObject } = element;
  const groups = textOf(extensionOf(businessObject, 'zeebe:AssignmentDefinition'), 'candidateGroups');
  const due = textOf(extensionOf(businessObject, 'zeebe:TaskSchedule'), 'dueDate');
  const form = formShown(businessObject);
  const inDiagram = embeddedForms(modeler).map(({ name }) => name);
  const days = /^=\s*(?:today\(\) \+ duration\("P(\d+)D"\)|add business days\(today\(\), (\d+)\))$/.exec(due);
  const write = (type: string, properties: object) =>
    asOne(modeler, () =>
      service(modeler, 'modeling').updateModdleProperties(element, ensureExtension(modeler, element, type), properties),
    );
  const forms = resourceIds(files, 'form');
  const lane = roleOfLane(textOf(laneAround(modeler, element)?.businessObject, 'name'));
  return (
    <>
      {!groups.startsWith('=') && (
        <MultiSelect
          size="xs"
          label={t('designer.person.who')}
          {...(lane !== null &&
            groups === '' && {
              placeholder: t('designer.person.ofLane', { role: t(`roles.${role.parse(lane)}`) }),
            })}
          value={splitRoles(groups)}
          data={[
            ...role.options.map((one) => ({ value: one, label: t(`roles.${one}`) })),
            ...splitRoles(groups)
              .filter((one) => !role.options.some((known) => known === one))
              .map((one) => ({ value: one, label: one })),
          ]}
          onChange={(next) => write('zeebe:AssignmentDefinition', { candidateGroups: next.join(', ') })}
        />
      )}
      {(days || !due.startsWith('=')) && (
        <NumberInput
          size="xs"
          label={t('designer.person.within')}
          min={1}
          max={365}
          allowDecimal={false}
          value={days ? Number(days[1] ?? days[2]) : ''}
          onChange={(next) => {
            if (next === '') removeExtension(modeler, element, 'zeebe:TaskSchedule');
            else write('zeebe:TaskSchedule', { dueDate: `=add business days(today(), ${next})` });
          }}
        />
      )}
      <div className={classes['choose']}>
        <Select
          size="xs"
          clearable
          label={t('designer.person.form')}
          placeholder={t('designer.person.noForm')}
          nothingFoundMessage={t('designer.nothing')}
          value={form === '' ? null : form}
          data={[...new Set([...forms, ...inDiagram, ...(form === '' ? [] : [form])])]}
          onChange={(next) => {
            if (next) showForm(modeler, element, next, inDiagram.includes(next));
            else removeExtension(modeler, element, 'zeebe:FormDefinition');
          }}
        />
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            const made = newForm(files, t('designer.files.formName'));
            const [formId] = resourceIds([made], 'form');
            if (formId !== undefined) showForm(modeler, element, formId, false);
            addFile(made);
          }}
        >
          {t('designer.person.newForm')}
        </Button>
      </div>
    </>
  );
}
