import { MultiSelect, NumberInput, Select, Text } from '@mantine/core';
import { role } from '@krok/contracts/schemas';
import type { StepField, StepTemplate } from '@krok/contracts/types';
import { useTranslation } from 'react-i18next';
import { headerOf, setHeader } from '../../../designer/task-headers.ts';
import type { PanelProps } from './panel-props.ts';
import { LineField, ProseField } from './typed-fields.tsx';

/** What the author of a step fills in, field by field as its template says. */
export function TemplateFields({ template, ...panel }: PanelProps & { readonly template: StepTemplate }) {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'pl';
  return (
    <>
      <Text size="xs" c="var(--krok-quiet)">
        {template.hint[language]}
      </Text>
      {template.fields.map((field) => (
        <TemplateField key={field.header} field={field} {...panel} />
      ))}
    </>
  );
}

function TemplateField({ field, modeler, element }: PanelProps & { readonly field: StepField }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'pl';
  const { control, header, required } = field;
  const value = headerOf(element.businessObject, header);
  const commit = (text: string) => setHeader(modeler, element, header, text);
  const label = field.label[language];
  const hint = field.hint?.[language];
  const error = required && value.trim() === '' ? t('common.required') : undefined;
  switch (control.kind) {
    case 'line':
      return <LineField {...{ label, value, commit, hint, error }} required={required === true} />;
    case 'prose':
      return <ProseField {...{ label, value, commit, hint, error }} required={required === true} />;
    case 'number':
    case 'days': {
      const count = control.kind === 'days' ? /^P(\d+)D$/.exec(value)?.[1] : value;
      return (
        <NumberInput
          size="xs"
          label={label}
          description={hint}
          min={0}
          max={999}
          allowDecimal={false}
          value={count === undefined || count === '' ? '' : Number(count)}
          onChange={(next) => commit(next === '' ? '' : control.kind === 'days' ? `P${next}D` : String(next))}
        />
      );
    }
    case 'roles':
      return (
        <MultiSelect
          size="xs"
          label={label}
          description={hint}
          value={splitRoles(value)}
          data={role.options.map((one) => ({ value: one, label: t(`roles.${one}`) }))}
          onChange={(next) => commit(next.join(', '))}
        />
      );
    case 'choice':
      return (
        <Select
          size="xs"
          label={label}
          description={hint}
          error={error}
          value={value === '' ? null : value}
          data={control.options.map((option) => ({ value: option.value, label: option.name[language] }))}
          onChange={(next) => commit(next ?? '')}
        />
      );
  }
}

export function splitRoles(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
