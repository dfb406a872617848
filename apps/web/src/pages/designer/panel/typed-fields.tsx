import { Textarea, TextInput } from '@mantine/core';
import { useTyped } from './use-typed.ts';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly commit: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly code?: boolean;
  readonly required?: boolean;
}

export function LineField({ label, value, commit, hint, error, placeholder, code, required }: FieldProps) {
  const typed = useTyped(value, commit);
  return (
    <TextInput
      size="xs"
      label={label}
      description={hint}
      error={error}
      placeholder={placeholder}
      withAsterisk={required === true}
      styles={code ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : {}}
      {...typed}
    />
  );
}

export function ProseField({ label, value, commit, hint, error, placeholder, code, required }: FieldProps) {
  const typed = useTyped(value, commit);
  return (
    <Textarea
      size="xs"
      autosize
      minRows={2}
      maxRows={12}
      label={label}
      description={hint}
      error={error}
      placeholder={placeholder}
      withAsterisk={required === true}
      styles={code ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : {}}
      {...typed}
    />
  );
}
