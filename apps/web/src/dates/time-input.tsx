import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readTime } from './read-day.ts';

interface TimeInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** `14:05`, or nothing. */
  readonly value: string;
  readonly onChange: (time: string) => void;
  /** When the field is left: what was typed and is no time, or null. */
  readonly onRefused?: (text: string | null) => void;
}

/** A time of day, also typed as `14.05` or `9`. */
export function TimeInput({ value, onChange, onRefused, onBlur, ...rest }: TimeInputProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      placeholder={t('frame.day.timePlaceholder')}
      autoComplete="off"
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(readTime(event.currentTarget.value) ?? '');
      }}
      onBlur={(event) => {
        if (typed !== null) onRefused?.(typed.trim() !== '' && readTime(typed) === null ? typed.trim() : null);
        setTyped(null);
        onBlur?.(event);
      }}
      {...rest}
    />
  );
}
