import { Button, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { sendingBody } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { DialogForm } from '../../layout/dialog-form.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { operationsQueries } from './operations-queries.ts';
import classes from './oversight-page.module.css';

/** Stops everything that leaves the firm, at once; loud while it is stopped. */
export function SendingSwitch() {
  const { t } = useTranslation();
  const maySwitch = useMay('sending.switch');
  const { data } = useQuery(operationsQueries.operations());
  const [asking, ask] = useState(false);
  const client = useQueryClient();
  const textOf = useProblemText();
  const change = useMutation({
    mutationFn: (enabled: boolean) => postJson(path(['operations', 'sending']), sendingBody, { enabled }),
    onSettled: () => {
      ask(false);
      void client.invalidateQueries({ queryKey: ['operations'] });
    },
    onError: (error) => notifications.show({ color: 'red', message: textOf(error) }),
  });
  if (!data) return null;
  const on = data.sending;
  return (
    <section className={classes['sending']} data-on={on || undefined} aria-label={t('ops.sending')}>
      <div role="status">
        <strong>{t('ops.sending')}</strong> {on ? t('ops.sendingOn') : t('ops.sendingOffText')}
      </div>
      {maySwitch && (
        <Button variant={on ? 'default' : 'filled'} onClick={() => ask(true)}>
          {on ? t('ops.stop') : t('ops.resume')}
        </Button>
      )}
      <Dialog opened={asking} close={() => ask(false)} title={on ? t('ops.stopTitle') : t('ops.resumeTitle')}>
        <DialogForm
          act={change}
          onSubmit={() => change.mutate(!on)}
          submit={on ? t('ops.stop') : t('ops.resume')}
          final={on}
          focus="submit"
          close={() => ask(false)}
        >
          <Text size="sm">{on ? t('ops.stopText') : t('ops.resumeText')}</Text>
        </DialogForm>
      </Dialog>
    </section>
  );
}
