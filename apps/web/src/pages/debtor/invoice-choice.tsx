import { Checkbox, type CheckboxGroupProps, Stack } from '@mantine/core';
import type { LedgerInvoiceView } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './debtor-page.module.css';

interface InvoiceChoiceProps extends Omit<CheckboxGroupProps, 'children' | 'label'> {
  readonly open: readonly LedgerInvoiceView[];
  /** Why an invoice cannot be chosen; null where it can. */
  readonly out?: (invoiceId: string) => string | null;
}

/** Which of the open invoices it is about. */
export function InvoiceChoice({ open, out = () => null, ...field }: InvoiceChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Checkbox.Group label={t('debtor.dialog.invoices')} {...field}>
      <Stack gap={8} mt={6} className={classes['choices'] ?? ''}>
        {open.map(({ id, number, open: amount, currency }) => {
          const why = out(id);
          return (
            <Checkbox
              key={id}
              value={id}
              disabled={why !== null}
              label={
                <>
                  <span>
                    {number}
                    {why !== null && ` · ${why}`}
                  </span>
                  <span>{format.money(amount, currency)}</span>
                </>
              }
              classNames={{ labelWrapper: classes['choiceText'] ?? '', label: classes['choiceLine'] ?? '' }}
              size="xs"
            />
          );
        })}
      </Stack>
    </Checkbox.Group>
  );
}
