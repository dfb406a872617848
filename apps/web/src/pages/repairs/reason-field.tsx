import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly optional?: boolean;
  readonly autoFocus?: boolean;
}

export function ReasonField({ value, onChange, optional = false, autoFocus = false }: ReasonFieldProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t(optional ? 'repairs.reasonOptional' : 'repairs.reason')}
      description={t('repairs.reasonHint')}
      name="repair-reason"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      withAsterisk={!optional}
      autosize
      minRows={2}
      maxLength={1000}
      {...(autoFocus && { 'data-autofocus': true })}
    />
  );
}
