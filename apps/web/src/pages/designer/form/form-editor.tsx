import { ActionIcon, Alert, Button, Checkbox, Menu, Select, Textarea, TextInput } from '@mantine/core';
import type { ProcedureFile } from '@krok/contracts/schemas';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  emptyField,
  type FieldType,
  fieldTypes,
  type FormField,
  type FormModel,
  readForm,
  relabelled,
  writeForm,
} from './form-model.ts';
import classes from './form-editor.module.css';
import { FormPreview } from './form-preview.tsx';

interface FormEditorProps {
  readonly file: ProcedureFile;
  readonly onContent: (content: string) => void;
}

/** The fields of a form one below the other, and the form as whoever fills it in will see it. */
export function FormEditor({ file, onContent }: FormEditorProps) {
  const { t } = useTranslation();
  const [form, setForm] = useState<FormModel | null>(() => readForm(file.content));
  const [added, setAdded] = useState<string | null>(null);
  if (!form)
    return (
      <Alert m="md" color="red">
        {t('designer.files.cannotShow')}
      </Alert>
    );
  const change = (next: FormModel) => {
    setForm(next);
    onContent(writeForm(next));
  };
  const setFields = (fields: readonly FormField[]) => change({ ...form, fields });
  const setField = (index: number, changed: Partial<FormField>) =>
    setFields(form.fields.map((each, at) => (at === index ? { ...each, ...changed } : each)));
  const add = (type: FieldType) => {
    let number = form.fields.length + 1;
    while (form.fields.some(({ key }) => key === `field${number}`)) number += 1;
    const answers = [t('condition.yes'), t('condition.no')];
    setAdded(`field${number}`);
    setFields([...form.fields, emptyField(type, `field${number}`, t(`designer.form.types.${type}`), answers)]);
  };
  const move = (index: number, by: -1 | 1) => {
    const fields = [...form.fields];
    const [taken] = fields.splice(index, 1);
    if (taken) fields.splice(index + by, 0, taken);
    setFields(fields);
  };
  return (
    <div className={classes['editor']}>
      <section className={classes['fields']} aria-label={t('designer.form.fields')}>
        <TextInput
          size="xs"
          label={t('designer.form.id')}
          description={t('designer.form.idHint')}
          value={form.id}
          onChange={(event) => change({ ...form, id: event.currentTarget.value })}
        />
        {form.fields.map((field, index) => (
          <article key={index} className={classes['field']} aria-label={field.label || field.key}>
            <div className={classes['row']}>
              <TextInput
                size="xs"
                label={t('designer.form.label')}
                value={field.label}
                disabled={field.type === 'other'}
                // The question of a new field is what comes next.
                ref={field.key === added ? selectOnce : null}
                onChange={(event) => {
                  const others = form.fields.filter((_, at) => at !== index);
                  setField(index, relabelled(field, event.currentTarget.value, others));
                }}
              />
              <Select
                size="xs"
                label={t('designer.form.type')}
                allowDeselect={false}
                disabled={field.type === 'other'}
                value={field.type}
                data={[
                  ...fieldTypes.map((type) => ({ value: type, label: t(`designer.form.types.${type}`) })),
                  ...(field.type === 'other' ? [{ value: 'other', label: t('designer.form.types.other') }] : []),
                ]}
                onChange={(value) => {
                  const type = fieldTypes.find((each) => each === value);
                  if (type) setField(index, { type });
                }}
              />
              {field.type !== 'text' && field.type !== 'other' && (
                <TextInput
                  size="xs"
                  label={t('designer.form.key')}
                  value={field.key}
                  styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
                  onChange={(event) => setField(index, { key: event.currentTarget.value.replaceAll(/\W/g, '') })}
                />
              )}
            </div>
            {(field.type === 'select' || field.type === 'radio') && (
              <Textarea
                size="xs"
                autosize
                minRows={2}
                label={t('designer.form.choices')}
                value={field.choices.join('\n')}
                onChange={(event) => setField(index, { choices: event.currentTarget.value.split('\n') })}
              />
            )}
            <div className={classes['foot']}>
              {field.type !== 'text' && field.type !== 'other' && (
                <Checkbox
                  size="xs"
                  label={t('designer.form.required')}
                  checked={field.required}
                  onChange={(event) => setField(index, { required: event.currentTarget.checked })}
                />
              )}
              <span className={classes['gap']} />
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('designer.form.up')}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                ↑
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('designer.form.down')}
                disabled={index === form.fields.length - 1}
                onClick={() => move(index, 1)}
              >
                ↓
              </ActionIcon>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('designer.form.remove')}
                onClick={() => setFields(form.fields.filter((_, at) => at !== index))}
              >
                ×
              </ActionIcon>
            </div>
          </article>
        ))}
        <Menu position="bottom-start" shadow="md" returnFocus={false}>
          <Menu.Target>
            <Button variant="default">{t('designer.form.add')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            {fieldTypes.map((type) => (
              <Menu.Item key={type} onClick={() => add(type)}>
                {t(`designer.form.types.${type}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </section>
      <FormPreview form={form} />
    </div>
  );
}

function selectOnce(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
