import { NativeSelect, Text } from '@mantine/core';
import { worker } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { getJson, path } from '../../api/client.ts';
import { Dialog } from '../../layout/dialog.tsx';
import { DialogForm } from '../../layout/dialog-form.tsx';

interface AssignProps {
  readonly count: number;
  readonly assign: (to: string) => void;
  readonly close: () => void;
}

/** To whom the chosen work goes, with what each holds already. */
export function AssignDialog({ count, assign, close }: AssignProps) {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const people = useQuery({
    queryKey: ['work', 'people'],
    queryFn: () => getJson(path(['work', 'people']), z.object({ items: z.array(worker) })),
  });
  return (
    <Dialog opened close={close} title={t('desk.bulk.assignTo')}>
      <DialogForm
        act={{ error: null, isPending: false }}
        onSubmit={() => assign(to)}
        submit={t('desk.bulk.assignDo')}
        ready={to !== ''}
        close={close}
      >
        <Text size="sm" c="var(--krok-quiet)">
          {t('desk.selected', { count })}
        </Text>
        <NativeSelect
          aria-label={t('desk.bulk.assignTo')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={[
            { value: '', label: t('desk.bulk.assignNobody') },
            ...(people.data?.items ?? []).map(({ id, name, open }) => ({
              value: id,
              label: t('desk.bulk.assignOpen', { name, count: open }),
            })),
          ]}
          data-autofocus
        />
      </DialogForm>
    </Dialog>
  );
}
