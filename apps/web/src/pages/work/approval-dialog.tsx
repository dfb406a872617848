import { Alert, Button, Group, Modal, Stack, Table, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ApprovalView, WorkItem } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Failure, LoadingRows } from '../../layout/states.tsx';

interface DialogProps {
  readonly item: WorkItem;
  readonly opened: boolean;
  readonly close: () => void;
}

/** Exactly what is to be approved, and the decision about it. */
export function ApprovalDialog({ item, opened, close }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={item.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Shown item={item} close={close} />
    </Modal>
  );
}

function Shown({ item, close }: { readonly item: WorkItem; readonly close: () => void }) {
  const approval = useQuery(queries.approval(item.id));
  if (approval.isPending) return <LoadingRows />;
  if (!approval.data) return <Failure error={approval.error} retry={() => void approval.refetch()} />;
  return <Decision item={item} view={approval.data} close={close} />;
}

function Decision({
  item,
  view,
  close,
}: {
  readonly item: WorkItem;
  readonly view: ApprovalView;
  readonly close: () => void;
}) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const decide = useMutation({
    mutationFn: (approved: boolean) =>
      postJson(path(['work', item.id, 'decision']), z.object({ cases: z.array(z.string()) }), {
        approved,
        version: view.version,
        hash: view.hash,
        ...(note.trim() !== '' && { note: note.trim() }),
      }),
    onSuccess: (_, approved) => {
      notifications.show({ message: t(approved ? 'work.approval.approved' : 'work.approval.rejected') });
      close();
    },
    // What is shown next is what is true then: a refused decision was about data of before.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['work'] });
      void client.invalidateQueries({ queryKey: ['approval', item.id] });
      void client.invalidateQueries({ queryKey: ['case'] });
    },
  });
  return (
    <Stack gap="md">
      {decide.error && (
        <Alert color="red" variant="light" role="alert">
          {textOf(decide.error)}
        </Alert>
      )}
      <Text size="sm">
        {t('work.approval.parties', {
          creditor: view.creditorName ?? t('common.none'),
          debtor: view.debtorName ?? t('common.none'),
        })}
      </Text>
      <ApprovalTable view={view} />
      <Text size="sm" c="var(--krok-quiet)">
        {t('work.approval.binds')}
      </Text>
      <Textarea
        label={t('work.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('common.cancel')}
        </Button>
        <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate(false)}>
          {t('work.approval.reject')}
        </Button>
        <Button loading={decide.isPending} onClick={() => decide.mutate(true)}>
          {t('work.approval.approve')}
        </Button>
      </Group>
    </Stack>
  );
}

function ApprovalTable({ view }: { readonly view: ApprovalView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const currencies = new Set(view.items.map(({ currency }) => currency ?? 'PLN'));
  const total = view.items.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('work.approval.act')}</Table.Th>
          <Table.Th>{t('work.approval.invoice')}</Table.Th>
          <Table.Th>{t('work.approval.dueOn')}</Table.Th>
          <Table.Th ta="right">{t('work.approval.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {view.items.map(({ caseId, approves, invoiceNumber, dueOn, amount, currency }) => (
          <Table.Tr key={caseId}>
            <Table.Td>{t(`work.approval.acts.${actOf(approves)}`)}</Table.Td>
            <Table.Td>{invoiceNumber ?? t('common.none')}</Table.Td>
            <Table.Td>{dueOn === null ? t('common.none') : format.day(dueOn)}</Table.Td>
            <Table.Td ta="right">{format.money(amount, currency ?? 'PLN')}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      {currencies.size === 1 && view.items.length > 1 && (
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={3}>{t('work.approval.total')}</Table.Th>
            <Table.Th ta="right">{format.money(total, [...currencies][0])}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      )}
    </Table>
  );
}

function actOf(approves: string | null): 'listing' | 'claim' | 'next' {
  return approves === 'list-in-krd' ? 'listing' : approves === 'file-in-epu' ? 'claim' : 'next';
}
