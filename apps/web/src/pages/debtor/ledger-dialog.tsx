import { notifications } from '@mantine/notifications';
import { created, type DebtorLedgerView, type LedgerInvoiceView } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { Dialog } from '../../layout/dialog.tsx';
import type { DialogFormProps } from '../../layout/dialog-form.tsx';
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
  readonly ledger: DebtorLedgerView;
  /** ISO date on the organisation's clock. */
  readonly today: string;
  /** Invoices with something open. */
  readonly open: readonly LedgerInvoiceView[];
  readonly post: (parts: readonly string[], body: object) => void;
  /** What the dialog's form is besides its fields. */
  readonly frame: Pick<DialogFormProps, 'act' | 'submit' | 'close'>;
}

interface LedgerDialogProps {
  readonly kind: LedgerDialogKind | null;
  readonly close: () => void;
  readonly debtorId: string;
  readonly ledger: DebtorLedgerView;
  readonly today: string;
  readonly open: readonly LedgerInvoiceView[];
}

export function LedgerDialog({ kind, close, ...of }: LedgerDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog opened={kind !== null} close={close} title={kind && t(`debtor.dialog.${kind}`)}>
      {kind && <LedgerForm kind={kind} close={close} {...of} />}
    </Dialog>
  );
}

function LedgerForm({
  kind,
  close,
  debtorId,
  ledger,
  today,
  open,
}: LedgerDialogProps & { readonly kind: LedgerDialogKind }) {
  const { t } = useTranslation();
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
  const Form = FORMS[kind];
  return (
    <Form
      debtorId={debtorId}
      creditorId={ledger.creditorId}
      ledger={ledger}
      today={today}
      open={open}
      post={(parts, body) => send.mutate({ parts, body })}
      frame={{ act: send, submit: t('debtor.dialog.save'), close }}
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
