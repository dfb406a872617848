import { Button, Group, Table } from '@mantine/core';
import type { RegisteredLetterView } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path } from '../../api/client.ts';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { PostalBook } from './postal-book.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { PostingDialog } from './posting-dialog.tsx';
import type { RegisterPartProps } from './register-page.tsx';
import { registerQueries } from './register-queries.ts';
import { PartiesCell, RegisterRows } from './register-rows.tsx';
import classes from './register.module.css';

/** Registered letters: those that await posting first. */
export function LetterTable({ search, turn }: RegisterPartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayPost = useMay('letters.post');
  const mayCorrect = useMay('letters.correct');
  const mayOpen = useMay('mails.read');
  const [posting, setPosting] = useState<RegisteredLetterView | null>(null);
  const [correcting, setCorrecting] = useState<RegisteredLetterView | null>(null);
  const { page = 1, creditorId, state = 'awaiting' } = search;
  const rows = useQuery(registerQueries.letters({ page, creditorId, ...(state !== 'all' && { state }) }));
  const column = (name: 'debtor' | 'amount' | 'what' | 'printed' | 'payBy' | 'posting') =>
    t(`register.columns.${name}`);
  return (
    <>
      {mayPost && <PostalBook />}
      <RegisterRows
        rows={rows}
        nothing={t(state === 'awaiting' ? 'register.empty.awaiting' : 'register.empty.letters')}
        heads={[
          column('debtor'),
          column('what'),
          { right: column('amount') },
          column('printed'),
          column('payBy'),
          column('posting'),
          '',
        ]}
        page={page}
        turn={turn}
      >
        {(letter) => (
          <Table.Tr key={letter.id}>
            <PartiesCell {...letter} />
            <Table.Td>
              {t(`register.letterKind.${letter.kind}`)}
              <div className={classes['quiet']}>{letter.reference}</div>
            </Table.Td>
            <Table.Td className={classes['number'] ?? ''}>{format.money(letter.amount, letter.currency)}</Table.Td>
            <Table.Td className={classes['when'] ?? ''}>{format.day(letter.printedOn)}</Table.Td>
            <Table.Td className={classes['when'] ?? ''}>{format.day(letter.payBy)}</Table.Td>
            <Table.Td className={classes['posting'] ?? ''}>
              {letter.postedOn === null
                ? t(`register.letterState.${letter.state}`)
                : t('register.postedAs', { day: format.day(letter.postedOn), number: letter.number ?? '' })}
              <div className={classes['quiet']}>{afterPosting(letter)}</div>
              {letter.corrections.map(({ at, postedOn, number, reason, by }) => (
                <div key={at} className={classes['quiet']}>
                  {t('register.correctedFrom', { day: format.day(postedOn), number, reason, by })}
                </div>
              ))}
            </Table.Td>
            <Table.Td>
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                {mayOpen && (
                  <Button
                    component="a"
                    href={path(['letters', letter.id, 'pdf'])}
                    target="_blank"
                    variant="default"
                    size="compact-xs"
                    aria-label={`${t('register.pdf')}: ${letter.reference}`}
                  >
                    {t('register.pdf')}
                  </Button>
                )}
                {mayCorrect && letter.state === 'posted' && (
                  <Button
                    variant="default"
                    size="compact-xs"
                    aria-label={`${t('register.correctShort')}: ${letter.reference}`}
                    onClick={() => setCorrecting(letter)}
                  >
                    {t('register.correctShort')}
                  </Button>
                )}
                {mayPost && letter.state === 'awaiting' && (
                  <Button size="compact-xs" onClick={() => setPosting(letter)}>
                    {t('register.confirm')}
                  </Button>
                )}
              </Group>
            </Table.Td>
          </Table.Tr>
        )}
      </RegisterRows>
      <PostingDialog letter={posting} close={() => setPosting(null)} />
      <CorrectionDialog letter={correcting} close={() => setCorrecting(null)} />
    </>
  );

  function afterPosting({ deliveredOn, returnedOn, listableFrom }: RegisteredLetterView): string {
    if (deliveredOn !== null) return t('register.delivered', { day: format.day(deliveredOn) });
    if (returnedOn !== null) return t('register.returned', { day: format.day(returnedOn) });
    return listableFrom === null ? '' : t('register.listableFrom', { day: format.day(listableFrom) });
  }
}
