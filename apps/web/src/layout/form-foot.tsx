import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface FormFootProps {
  /** What the button does, in the chosen language. */
  readonly submit: string;
  readonly pending: boolean;
  /** Whether it may be sent as it stands. Default: it may. */
  readonly ready?: boolean | undefined;
  /** Without it there is only one button. */
  readonly cancel?: (() => void) | undefined;
  /** What cannot be taken back is red. */
  readonly final?: boolean | undefined;
  /** The button that has the focus at once, where no field has it. */
  readonly focus?: 'submit' | 'cancel' | undefined;
  /** At the other end of the line. */
  readonly aside?: ReactNode;
}

/** The last line of a form. */
export function FormFoot({ submit, pending, ready = true, cancel, final = false, focus, aside }: FormFootProps) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end" gap="xs">
      {aside && <div style={{ marginInlineEnd: 'auto' }}>{aside}</div>}
      {cancel && (
        <Button variant="default" onClick={cancel} data-autofocus={focus === 'cancel' || undefined}>
          {t('common.cancel')}
        </Button>
      )}
      <Button
        type="submit"
        loading={pending}
        disabled={!ready}
        data-autofocus={focus === 'submit' || undefined}
        {...(final && { color: 'red' })}
      >
        {submit}
      </Button>
    </Group>
  );
}
