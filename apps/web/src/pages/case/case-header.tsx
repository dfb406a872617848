import type { CaseFile, CaseSummary } from '@krok/contracts/schemas';
import { Button, Group, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Icon } from '../../layout/icon.tsx';
import { useKeys } from '../../layout/keys.ts';
import { StatusBadge } from '../../layout/status-badge.tsx';
import { RepairMenu } from '../repairs/repair-menu.tsx';
import classes from './case-page.module.css';
import { ReplyDialog } from './reply-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';

interface CaseHeaderProps {
  readonly line: CaseSummary;
  readonly file: CaseFile | undefined;
}

/** Stays in sight: who, how much, what was promised, whether it is held, and where it stands. */
export function CaseHeader({ line, file }: CaseHeaderProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayNote = useMay('cases.note');
  const mayReplay = useMay('log.read');
  const maySeeDebtor = useMay('ledger.read');
  const [noting, setNoting] = useState(false);
  const [replying, setReplying] = useState(false);
  const mayReply = mayNote && line.debtorId !== null;
  useKeys(t('cases.columns.key'), [
    ...(mayNote ? [{ key: 'n', label: t('file.addNote'), run: () => setNoting(true) }] : []),
    ...(mayReply ? [{ key: 'r', label: t('work.reply.open'), run: () => setReplying(true) }] : []),
  ]);
  const procedure = `${line.processName ?? line.processId}${file ? `, ${t('file.version', { version: file.version })}` : ''}`;
  const overdueCount = file?.invoices.filter(({ daysOverdue }) => daysOverdue > 0).length ?? 0;
  const facts: [string, ReactNode, boolean?][] = [
    ...(file && file.invoices.length > 0
      ? [
          [
            t('file.overdue'),
            file.overdue > 0 ? (
              <>
                <strong>{format.money(file.overdue, file.currency)}</strong> (
                {t('file.invoices', { count: overdueCount })})
              </>
            ) : (
              t('file.nothingOverdue')
            ),
            file.overdue > 0,
          ] as [string, ReactNode, boolean],
        ]
      : []),
    ...(file?.promise
      ? [
          [
            t('file.promise'),
            t('file.promiseOf', {
              amount: format.money(file.promise.amount, file.currency),
              day: format.day(file.promise.promisedOn),
            }),
          ] as [string, ReactNode],
        ]
      : []),
    ...(file?.hold
      ? [
          [
            t(`file.${file.hold.of}`),
            file.hold.until === null ? t('file.untilEnded') : t('file.untilDay', { day: format.day(file.hold.until) }),
          ] as [string, ReactNode],
        ]
      : []),
    ...(file?.stage ? [[t('file.stage'), file.stage] as [string, ReactNode]] : []),
    [t('file.procedure'), procedure],
    ...(line.creditorName ? [[t('cases.columns.creditor'), line.creditorName] as [string, ReactNode]] : []),
    line.endedAt === null
      ? [t('case.started'), format.instant(line.startedAt)]
      : [t('case.ended'), format.instant(line.endedAt)],
  ];
  return (
    <header className={classes['sticky']}>
      <div className={classes['header']}>
        <div className={classes['title']}>
          <Link to="/cases" search={{}} className={classes['crumb'] ?? ''} aria-label={t('cases.title')}>
            <Icon name="back" size={15} />
          </Link>
          <Title order={1}>{line.businessKey ?? line.processName ?? line.processId}</Title>
          <StatusBadge line={line} ending={Boolean(file?.ending)} />
          {line.debtorName !== null &&
            (line.debtorId !== null && maySeeDebtor ? (
              <Link to="/debtors/$debtorId" params={{ debtorId: line.debtorId }} className={classes['debtor'] ?? ''}>
                {line.debtorName}
              </Link>
            ) : (
              <span>{line.debtorName}</span>
            ))}
        </div>
        <Group gap="xs" wrap="nowrap">
          <RepairMenu line={line} />
          {mayReply && (
            <Button variant="default" onClick={() => setReplying(true)}>
              {t('work.reply.open')}
            </Button>
          )}
          {mayNote && (
            <Button variant="default" onClick={() => setNoting(true)}>
              {t('file.addNote')}
            </Button>
          )}
          {mayReplay && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link {...props} to="/cases/$caseId/replay" params={{ caseId: line.id }} search={{}} />
              )}
            >
              {t('file.replay')}
            </Button>
          )}
        </Group>
      </div>
      <dl className={classes['facts']}>
        {facts.map(([name, value, late]) => (
          <div key={name} data-late={late || undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ReplyDialog to={{ caseId: line.id }} opened={replying} close={() => setReplying(false)} />
      <NoteDialog to={{ caseId: line.id }} opened={noting} close={() => setNoting(false)} />
    </header>
  );
}
