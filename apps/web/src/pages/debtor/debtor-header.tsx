import { Button, Group, Title } from '@mantine/core';
import type { CaseSummary, DebtorCard } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { Icon } from '../../layout/icon.tsx';
import { useKeys } from '../../layout/keys.ts';
import { NoteDialog } from '../case/note-dialog.tsx';
import { ReplyDialog } from '../case/reply-dialog.tsx';
import classes from './debtor-page.module.css';
import { IdentityDialog, identityQuery } from './identity-dialog.tsx';
import { MASKED } from './identity-values.ts';

interface DebtorHeaderProps {
  readonly debtor: DebtorCard;
  /** Undefined while they are on their way. */
  readonly cases: readonly CaseSummary[] | undefined;
}

export function DebtorHeader({ debtor, cases }: DebtorHeaderProps) {
  const { t } = useTranslation();
  const mayChange = useMay('debtors.change') && !debtor.erased;
  const [changing, setChanging] = useState(false);
  // What is written down is kept with a case: without one there is no place for it.
  const mayNote = useMay('cases.note') && !debtor.erased && cases?.length !== 0;
  const [writing, setWriting] = useState<'note' | 'reply' | null>(null);
  const ready = mayNote && cases !== undefined;
  useKeys(
    t('debtors.columns.name'),
    ready
      ? [
          { key: 'n', label: t('file.addNote'), run: () => setWriting('note') },
          { key: 'r', label: t('work.reply.open'), run: () => setWriting('reply') },
        ]
      : [],
  );
  const identity = useQuery({ ...identityQuery(debtor.id), enabled: !debtor.erased });
  const facts: [string, string | null][] = [
    [t('debtor.form'), t(`legalForm.${debtor.legalForm}`)],
    ['NIP', debtor.nip],
    ['PESEL', identity.data?.hasPesel ? MASKED : null],
    ['REGON', debtor.regon],
    ['KRS', debtor.krs],
    [t('debtor.address'), addressOf(debtor)],
    [t('debtor.email'), debtor.email],
    [t('debtor.phone'), debtor.phone],
  ];
  return (
    <header>
      <Link to="/debtors" search={{}} className={classes['crumb'] ?? ''}>
        <Icon name="back" size={13} /> {t('debtors.title')}
      </Link>
      <Group justify="space-between" wrap="nowrap">
        <Title order={1}>{debtor.name}</Title>
        <Group gap="xs" wrap="nowrap">
          {mayNote && (
            <>
              <Button variant="default" disabled={!ready} onClick={() => setWriting('reply')}>
                {t('work.reply.open')}
              </Button>
              <Button variant="default" disabled={!ready} onClick={() => setWriting('note')}>
                {t('file.addNote')}
              </Button>
            </>
          )}
          {mayChange && (
            <Button variant="default" onClick={() => setChanging(true)}>
              {t('debtorIdentity.open')}
            </Button>
          )}
        </Group>
      </Group>
      <dl className={classes['facts']}>
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {cases && (
        <>
          <ReplyDialog to={{ cases }} opened={writing === 'reply'} close={() => setWriting(null)} />
          <NoteDialog to={{ cases }} opened={writing === 'note'} close={() => setWriting(null)} />
        </>
      )}
      <IdentityDialog debtorId={debtor.id} opened={changing} close={() => setChanging(false)} />
    </header>
  );
}

/** `ul. Wymyślona 12/3, 00-000 Nibyłęg`; a place without street names has its own name there. */
function addressOf({ street, house, flat, postalCode, town }: DebtorCard): string {
  const door = [house, flat].filter((part) => part !== null).join('/');
  const lines = [
    [street, door],
    [postalCode, town],
  ];
  return lines
    .map((line) => line.filter((part) => part !== null && part !== '').join(' '))
    .filter((line) => line !== '')
    .join(', ');
}
