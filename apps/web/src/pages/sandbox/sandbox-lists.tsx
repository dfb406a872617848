import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path } from '../../api/client.ts';
import { Panel } from '../../layout/page.tsx';
import { debtorIn } from './debtor-in.ts';
import { phoneText } from './phone-text.ts';
import { Facts, RecordColumns } from './record-columns.tsx';
import { sandboxQueries } from './sandbox-queries.ts';
import classes from './sandbox.module.css';
import { xmlText } from './xml-text.ts';

export function SmsList() {
  const { t } = useTranslation();
  const [page, turn] = useState(1);
  const records = useQuery(sandboxQueries.sms(page));
  return (
    <RecordColumns
      records={records}
      page={page}
      turn={turn}
      nothing={t('sandbox.empty.sms')}
      head={({ to, at, text }) => ({ who: phoneText(to), at, what: text })}
    >
      {({ to, from, text, parts }) => (
        <Panel title={phoneText(to)}>
          <Facts
            facts={[
              [t('sandbox.from'), from ?? t('common.none')],
              [t('sandbox.to'), `${phoneText(to)} · ${t('sandbox.parts', { count: parts })}`],
            ]}
          />
          <p className={classes['text']}>{text}</p>
        </Panel>
      )}
    </RecordColumns>
  );
}

export function KrdList() {
  const { t } = useTranslation();
  const [page, turn] = useState(1);
  const records = useQuery(sandboxQueries.krd(page));
  // A removal names its listing only; the order that made it may be on the same page.
  const nameOf = (listing: string | null) =>
    listing === null
      ? null
      : debtorIn(records.data?.items.find(({ xml }) => xml.includes(`userID="${listing}"`))?.xml ?? '');
  const answer = (refusal: string | null) =>
    refusal === null ? t('sandbox.accepted') : t('sandbox.refused', { reason: refusal });
  return (
    <RecordColumns
      records={records}
      page={page}
      turn={turn}
      nothing={t('sandbox.empty.krd')}
      head={({ action, at, refusal, listing, xml }) => ({
        who: t(`sandbox.krd.${action}`),
        at,
        what: [debtorIn(xml) ?? nameOf(listing), answer(refusal)].filter((part) => part !== null).join(' · '),
      })}
    >
      {({ action, order, job, listing, refusal, xml }) => (
        <Panel title={t(`sandbox.krd.${action}`)}>
          <Facts
            facts={[
              [t('sandbox.order'), order],
              [t('sandbox.job'), job],
              [t('sandbox.listing'), listing ?? t('common.none')],
              [t('sandbox.answer'), answer(refusal)],
            ]}
          />
          <Xml text={xml} />
        </Panel>
      )}
    </RecordColumns>
  );
}

export function EpuList() {
  const { t } = useTranslation();
  const [page, turn] = useState(1);
  const records = useQuery(sandboxQueries.epu(page));
  // A later filing goes by the number of its claim, which may be on the same page.
  const nameOf = (reference: string) =>
    debtorIn(records.data?.items.find((each) => each.kind === 'claim' && each.reference === reference)?.xml ?? '');
  return (
    <RecordColumns
      records={records}
      page={page}
      turn={turn}
      nothing={t('sandbox.empty.epu')}
      head={({ kind, at, reference, xml }) => ({
        who: t(`sandbox.epu.${kind}`),
        at,
        what: debtorIn(xml) ?? nameOf(reference) ?? reference,
      })}
    >
      {({ kind, reference, number, xml }) => (
        <Panel title={t(`sandbox.epu.${kind}`)}>
          <Facts
            facts={[
              [t('sandbox.reference'), reference],
              [t('sandbox.number'), String(number)],
            ]}
          />
          <Xml text={xml} />
        </Panel>
      )}
    </RecordColumns>
  );
}

export function LetterList() {
  const { t, i18n } = useTranslation();
  const [page, turn] = useState(1);
  const records = useQuery(sandboxQueries.letters(page));
  const nameOf = (types: readonly string[]) => {
    const key = `sandbox.letter.${types[0] ?? ''}`;
    return i18n.exists(key) ? i18n.t(key) : t('sandbox.letter.other');
  };
  return (
    <RecordColumns
      records={records}
      page={page}
      turn={turn}
      nothing={t('sandbox.empty.letters')}
      head={({ debtorName, at, types }) => ({ who: debtorName ?? t('common.none'), at, what: nameOf(types) })}
    >
      {({ id, debtorId, debtorName, creditorName, types, caseIds }) => (
        <Panel
          title={nameOf(types)}
          aside={
            <Button component="a" href={path(['letters', id, 'pdf'])} target="_blank" variant="default">
              {t('sandbox.openPdf')}
            </Button>
          }
        >
          <Facts
            facts={[
              [t('sandbox.from'), creditorName ?? t('common.none')],
              [
                t('sandbox.to'),
                debtorId === null ? (
                  t('common.none')
                ) : (
                  <Link to="/debtors/$debtorId" params={{ debtorId }} className={classes['link'] ?? ''}>
                    {debtorName ?? debtorId}
                  </Link>
                ),
              ],
              [
                t('sandbox.cases'),
                caseIds.map((caseId) => (
                  <div key={caseId}>
                    <Link to="/cases/$caseId" params={{ caseId }} className={classes['link'] ?? ''}>
                      {t('sandbox.openCase')}
                    </Link>
                  </div>
                )),
              ],
            ]}
          />
        </Panel>
      )}
    </RecordColumns>
  );
}

/** Scrolls by itself: reachable by the keyboard. */
function Xml({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus (WCAG 2.1.1).
    <pre className={classes['xml']} tabIndex={0} role="region" aria-label={t('sandbox.xml')}>
      {xmlText(text)}
    </pre>
  );
}
