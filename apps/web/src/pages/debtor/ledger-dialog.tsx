import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { created, type DebtorLedgerView, type LedgerInvoiceView } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { DisputeForm } from './dispute-form.tsx';
import { HoldForm } from './hold-form.tsx';
import { PaymentForm } from './payment-form.tsx';
import { PlanForm } from './plan-form.tsx';
import { PromiseForm } from './promise-form.tsx';

export type LedgerDialogKind = 'promise' | 'plan' | 'hold' | 'dispute' | 'payment';

/** What a form of the ledger is given; `post` sends its answer and closes. */
export interface LedgerFormProps {
  readonly debtorId: string;
  readonly creditorId: string;
  /** Invoices with something open. */
  readonly open: readonly LedgerInvoiceView[];
  readonly post: (parts: readonly string[], body: object) => void;
  /** Error and buttons below the fields. */
  readonly foot: ReactNode;
}

interface LedgerDialogProps {
  readonly kind: LedgerDialogKind | null;
  readonly close: () => void;
  readonly debtorId: string;
  readonly ledger: DebtorLedgerView;
  readonly open: readonly LedgerInvoiceView[];
}

export function LedgerDialog({ kind, close, ...of }: LedgerDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={kind !== null}
      onClose={close}
      title={kind && t(`debtor.dialog.${kind}`)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {kind && <LedgerForm kind={kind} close={close} {...of} />}
    </Modal>
  );
}

function LedgerForm({ kind, close, debtorId, ledger, open }: LedgerDialogProps & { readonly kind: LedgerDialogKind }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: ({ parts, body }: { readonly parts: readonly string[]; readonly body: object }) =>
      postJson(path(parts), created, body),
    onSuccess: () => {
      notifications.show({ message: t('debtor.dialog.saved') });
      void client.invalidateQueries({ queryKey: ['debtor', debtorId] });
      void client.invalidateQueries({ queryKey: ['balances'] });
      close();
    },
  });
  const foot = (
    <Stack gap="sm">
      {send.error && (
        <Alert color="red" variant="light" role="alert">
          {textOf(send.error)}
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={send.isPending}>
          {t('debtor.dialog.save')}
        </Button>
      </Group>
    </Stack>
  );
  const Form = FORMS[kind];
  return (
    <Form
      debtorId={debtorId}
      creditorId={ledger.creditorId}
      open={open}
      post={(parts, body) => send.mutate({ parts, body })}
      foot={foot}
    />
  );
}

const FORMS = {
  promise: PromiseForm,
  plan: PlanForm,
  hold: HoldForm,
  dispute: DisputeForm,
  payment: PaymentForm,
} as const;
