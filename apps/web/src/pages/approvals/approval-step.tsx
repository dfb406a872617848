import { Alert, Button, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ApprovalView } from '@krok/contracts/schemas';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { ApiError, path, postJson } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { useProblemText } from '../../api/use-problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Keys } from '../../layout/keys-of.tsx';
import { useKeys } from '../../layout/keys.ts';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { DocumentToApprove } from './approval-document.tsx';
import classes from './approval-step.module.css';

interface StepProps {
  readonly workId: string;
  readonly done: () => void;
}

/** Exactly what is to be approved as of now, and the decision about it. */
export function ApprovalStep({ workId, done }: StepProps) {
  const approval = useQuery(queries.approval(workId));
  if (approval.isPending) return <LoadingRows />;
  if (!approval.data) return <Failure error={approval.error} retry={() => void approval.refetch()} />;
  return <Decision workId={workId} view={approval.data} done={done} />;
}

function Decision({ workId, view, done }: StepProps & { readonly view: ApprovalView }) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  const decide = useMutation({
    mutationFn: (approved: boolean) =>
      postJson(path(['work', workId, 'decision']), z.object({ cases: z.array(z.string()) }), {
        approved,
        version: view.version,
        hash: view.hash,
        ...(note.trim() !== '' && { note: note.trim() }),
      }),
    onSuccess: (_, approved) => {
      notifications.show({ message: t(approved ? 'work.approval.approved' : 'work.approval.rejected') });
      done();
    },
    // What is shown next is what is true then: a refused decision was about data of before.
    onSettled: () => {
      for (const key of ['work', 'case', 'notifications']) void client.invalidateQueries({ queryKey: [key] });
      void client.invalidateQueries({ queryKey: ['approval', workId] });
    },
  });
  const changed = decide.error instanceof ApiError && decide.error.code === 'work-changed';
  const nothingLeft = view.items.every(({ invoiceNumber, amount }) => invoiceNumber !== null && amount === 0);
  const reject = () => {
    setAsked(true);
    if (note.trim() !== '') decide.mutate(false);
  };
  useKeys(
    t('desk.stepKeys'),
    view.mayDecide === 'yes'
      ? [
          { key: '2', label: t('work.approval.reject'), run: () => reject() },
          { key: 'n', label: t('desk.help.note'), run: () => document.getElementById(REASON)?.focus() },
          {
            key: 'Ctrl+Enter',
            label: t('work.approval.approve'),
            run: () => !nothingLeft && decide.mutate(true),
            inFields: true,
          },
        ]
      : [],
  );
  return (
    <Stack gap="md" mt="md">
      {decide.error && (
        <Alert color={changed ? 'yellow' : 'red'} variant="light" role="alert">
          {changed ? t('desk.approval.changed') : textOf(decide.error)}
        </Alert>
      )}
      <section className={classes['shown']} aria-label={t('desk.approval.title')}>
        <h3>{t('desk.approval.title')}</h3>
        <Text size="sm">
          {t('work.approval.parties', {
            creditor: view.creditorName ?? t('common.none'),
            debtor: view.debtorName ?? t('common.none'),
          })}
        </Text>
        <Text size="sm">
          {t('work.approval.asked')}:{' '}
          {view.askedBy.length === 0
            ? t('work.approval.byProcedure')
            : view.askedBy.map(({ name, did }) => t(`work.approval.askedBy.${did}`, { name })).join(', ')}
        </Text>
        {view.document === null ? <ApprovalTable view={view} /> : <DocumentToApprove document={view.document} />}
        <Text size="xs" c="var(--krok-quiet)">
          {t('work.approval.binds')}
        </Text>
        <Text size="xs" c="var(--krok-quiet)" ff="monospace" title={view.hash}>
          {t('desk.approval.hash', { hash: view.hash.slice(0, 16) })}
        </Text>
      </section>
      {nothingLeft && (
        <Alert color="yellow" variant="light" role="note">
          {t('work.approval.nothingLeft')}
        </Alert>
      )}
      {view.mayDecide === 'yes' ? (
        <div className={classes['decide']}>
          <Textarea
            id={REASON}
            label={t('desk.approval.reason')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={asked && note.trim() === '' && t('desk.approval.reasonNeeded')}
            autosize
            minRows={1}
            maxRows={8}
            maxLength={4000}
          />
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" size="sm" loading={decide.isPending} onClick={reject}>
              {t('work.approval.reject')}&nbsp;
              <Keys of="2" />
            </Button>
            <Button size="sm" loading={decide.isPending} disabled={nothingLeft} onClick={() => decide.mutate(true)}>
              {t('work.approval.approve')}
            </Button>
            <Keys of="Ctrl+Enter" />
          </Group>
        </div>
      ) : (
        <Alert color="yellow" variant="light" role="note">
          {t(`desk.approval.${view.mayDecide}`)}
        </Alert>
      )}
    </Stack>
  );
}

const REASON = 'approval-reason';

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
            <Table.Td>
              <Link to="/cases/$caseId" params={{ caseId }} className={classes['link'] ?? ''}>
                {invoiceNumber ?? t('desk.openCase')}
              </Link>
            </Table.Td>
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
