import { Stack } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { FormFoot, type FormFootProps } from './form-foot.tsx';
import { ProblemAlert, type ProblemAlertProps } from './problem-alert.tsx';

export interface DialogFormProps extends Omit<FormFootProps, 'pending' | 'cancel'>, Pick<ProblemAlertProps, 'say'> {
  /** What is sent: what went wrong with it, and whether it is on its way. */
  readonly act: { readonly error: unknown; readonly isPending: boolean };
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: its fields, the problem if there is one, the buttons. Ctrl+Enter sends it from any field. */
export function DialogForm({ act, onSubmit, close, say, children, ...foot }: DialogFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (foot.ready !== false && !act.isPending) onSubmit(event);
  };
  return (
    <form onSubmit={submit} onKeyDownCapture={sendByKeys} noValidate>
      <Stack gap="sm">
        {children}
        <ProblemAlert error={act.error} say={say} />
        <FormFoot pending={act.isPending} cancel={close} {...foot} />
      </Stack>
    </form>
  );
}

function sendByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  // A list of choices would open.
  event.stopPropagation();
  event.currentTarget.requestSubmit();
}
