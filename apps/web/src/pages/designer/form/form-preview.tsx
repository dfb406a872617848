import { Checkbox, NumberInput, Radio, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayInput } from '../../../dates/day-input.tsx';
import classes from './form-editor.module.css';
import type { FormField, FormModel } from './form-model.ts';

/** How the form looks to whoever fills it in; nothing that is typed here is kept. */
export function FormPreview({ form }: { readonly form: FormModel }) {
  const { t } = useTranslation();
  return (
    <section className={classes['preview']} aria-label={t('designer.form.preview')}>
      <h2>{t('designer.form.preview')}</h2>
      {form.fields.length === 0 && (
        <Text size="sm" c="var(--krok-quiet)">
          {t('designer.form.empty')}
        </Text>
      )}
      <Stack gap="sm">
        {form.fields.map((field, index) => (
          <PreviewField key={index} field={field} />
        ))}
      </Stack>
    </section>
  );
}

function PreviewField({ field }: { readonly field: FormField }) {
  const { t } = useTranslation();
  const { type, label, required, choices } = field;
  const shared = { label: label || t('designer.form.nameless'), withAsterisk: required };
  const options = [...new Set(choices)].filter((each) => each !== '');
  switch (type) {
    case 'textfield':
      return <TextInput {...shared} />;
    case 'textarea':
      return <Textarea autosize minRows={2} {...shared} />;
    case 'number':
      return <NumberInput {...shared} />;
    case 'date':
      return <DayInput value="" onChange={() => undefined} {...shared} />;
    case 'checkbox':
      return <Checkbox label={shared.label} />;
    case 'select':
      return <Select data={options} {...shared} />;
    case 'radio':
      return (
        <Radio.Group {...shared}>
          <Stack gap={6} mt={6}>
            {options.map((each) => (
              <Radio key={each} value={each} label={each} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case 'text':
      return <Text size="sm">{label}</Text>;
    case 'other':
      return (
        <Text size="sm" c="var(--krok-quiet)">
          {t('designer.form.otherHint')}
        </Text>
      );
  }
}
