import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { worker } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { getJson, path } from '../../api/client.ts';

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
    <Modal
      opened
      onClose={close}
      title={t('desk.bulk.assignTo')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== '') assign(to);
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="var(--krok-quiet)">
            {t('desk.selected', { count })}
          </Text>
          <NativeSelect
            aria-label={t('desk.bulk.assignTo')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            data={[
              { value: '', label: t('common.none') },
              ...(people.data?.items ?? []).map(({ id, name, open }) => ({
                value: id,
                label: t('desk.bulk.assignOpen', { name, count: open }),
              })),
            ]}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" disabled={to === ''}>
              {t('desk.bulk.assignDo')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
