import { ActionIcon, CopyButton } from '@mantine/core';
import type { WorkDetail } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Icon } from '../../layout/icon.tsx';
import { useKeys } from '../../layout/keys.ts';
import classes from './context-pane.module.css';

const ReplyDialog = lazy(async () => ({ default: (await import('../case/reply-dialog.tsx')).ReplyDialog }));
const MailDialog = lazy(async () => ({ default: (await import('./mail-dialog.tsx')).MailDialog }));

/** What is known of the debtor beside the step: how to reach them, what else is open, what was said before. */
export function ContextPane({ step }: { readonly step: WorkDetail }) {
  const { t } = useTranslation();
  return (
    <aside className={classes['pane']} aria-label={t('desk.context')}>
      <Debtor step={step} />
      <Invoices step={step} />
      <Holds step={step} />
      <Contacts step={step} />
    </aside>
  );
}

function Debtor({ step }: { readonly step: WorkDetail }) {
  const { t } = useTranslation();
  const { debtor } = step;
  if (!debtor) return <p className={classes['quiet']}>{t('desk.debtorHidden')}</p>;
  const { phone, email, nip, legalForm, town } = debtor;
  return (
    <section>
      <h3>
        <Link className={classes['link'] ?? ''} to="/debtors/$debtorId" params={{ debtorId: debtor.id }}>
          {debtor.name}
        </Link>
      </h3>
      <p className={classes['quiet']}>
        {[t(`legalForm.${legalForm}`), nip === null ? null : t('desk.nip', { nip }), town]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <Reach label={t('desk.phone')} value={phone} href={`tel:${phone ?? ''}`} none={t('desk.noPhone')} big />
      <Reach label={t('desk.email')} value={email} href={`mailto:${email ?? ''}`} none={t('desk.noEmail')} />
    </section>
  );
}

interface ReachProps {
  readonly label: string;
  readonly value: string | null;
  readonly href: string;
  readonly none: string;
  readonly big?: boolean;
}

function Reach({ label, value, href, none, big = false }: ReachProps) {
  const { t } = useTranslation();
  if (value === null) return <p className={classes['quiet']}>{none}</p>;
  return (
    <p className={classes['reach']} data-big={big || undefined}>
      <a href={href} aria-label={`${label}: ${value}`}>
        {big && <Icon name="phone" />} {value}
      </a>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            onClick={copy}
            aria-label={copied ? t('desk.copied') : `${t('desk.copy')}: ${value}`}
          >
            <Icon name="copy" size={14} />
          </ActionIcon>
        )}
      </CopyButton>
    </p>
  );
}

/** Of a call the table of outcomes shows its own invoices. */
function Invoices({ step }: { readonly step: WorkDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const own = step.channel === 'call' ? [] : step.invoices.filter(({ actId }) => actId !== null);
  const others = step.invoices.filter(({ actId }) => actId === null);
  return (
    <>
      {own.length > 0 && (
        <Section title={t('desk.invoices')}>
          <InvoiceLines invoices={own} />
        </Section>
      )}
      {(others.length > 0 || step.paymentsKnownThrough !== null) && (
        <Section title={t('desk.otherInvoices')}>
          <InvoiceLines invoices={others} />
          {step.paymentsKnownThrough !== null && (
            <p className={classes['quiet']}>{t('desk.knownThrough', { day: format.day(step.paymentsKnownThrough) })}</p>
          )}
        </Section>
      )}
    </>
  );
}

function InvoiceLines({ invoices }: Pick<WorkDetail, 'invoices'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (invoices.length === 0) return <p className={classes['quiet']}>{t('desk.noOthers')}</p>;
  return (
    <ul>
      {invoices.map(({ id, number, dueOn, open, currency, daysOverdue, caseId }) => (
        <li key={id}>
          {caseId === null ? (
            <span>{number}</span>
          ) : (
            <Link to="/cases/$caseId" params={{ caseId }}>
              {number}
            </Link>
          )}
          <span>{format.money(open, currency)}</span>
          <small>
            {daysOverdue > 0
              ? t('desk.reason.daysOverdue', { count: daysOverdue })
              : t('desk.dueOn', { day: format.day(dueOn) })}
          </small>
        </li>
      ))}
    </ul>
  );
}

function Holds({ step }: { readonly step: WorkDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (step.holds.length === 0) return null;
  const invoices = new Map(step.invoices.map((invoice) => [invoice.id, invoice]));
  return (
    <Section title={t('desk.holds')}>
      <ul>
        {step.holds.map(({ id, kind, invoiceId, until, amount, reason }) => (
          <li key={id}>
            <span>{t(`desk.${kind}`)}</span>
            {amount !== null && <span>{format.money(amount, invoices.get(invoiceId ?? '')?.currency)}</span>}
            <small>
              {[
                invoiceId === null ? null : invoices.get(invoiceId)?.number,
                until === null ? null : t('desk.untilDay', { day: format.day(until) }),
                reason,
              ]
                .filter((part) => part !== null && part !== undefined && part !== '')
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Contacts({ step }: { readonly step: WorkDetail }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const mayNote = useMay('cases.note');
  const [mail, setMail] = useState<string | null>(null);
  const [replying, setReplying] = useState(false);
  useKeys(t('desk.stepKeys'), mayNote ? [{ key: 'r', label: t('work.reply.open'), run: () => setReplying(true) }] : []);
  return (
    <Section title={t('desk.contacts')}>
      <div className={classes['acts']}>
        {mayNote && step.debtorId !== null && (
          <button type="button" className={classes['act'] ?? ''} onClick={() => setReplying(true)}>
            {t('work.reply.open')}…
          </button>
        )}
        {step.debtor !== null && (
          <Link
            className={classes['act'] ?? ''}
            to="/debtors/$debtorId"
            params={{ debtorId: step.debtor.id }}
            search={{ view: 'history' }}
          >
            {t('desk.wholeHistory')}
          </Link>
        )}
      </div>
      <Suspense fallback={<Opening />}>
        {replying && step.debtorId !== null && (
          <ReplyDialog to={replyTo(step)} opened close={() => setReplying(false)} />
        )}
      </Suspense>
      {step.contacts.length === 0 && <p className={classes['quiet']}>{t('desk.noContacts')}</p>}
      <ul>
        {step.contacts.map(({ id, channel, type, at, by, state, note, mailId }) => {
          const sent = `desk.sent.${type ?? ''}`;
          const name = i18n.exists(sent) ? i18n.t(sent) : t(`oversight.channels.${channel}`);
          const more = [
            by,
            state === 'failed' ? t('desk.contactFailed') : state === 'unknown' ? t('desk.contactUnknown') : null,
          ].filter((part) => part !== null);
          return (
            <li key={id}>
              {mailId === null ? (
                <span>{name}</span>
              ) : (
                <button type="button" title={t('desk.showMail')} onClick={() => setMail(mailId)}>
                  {name}
                </button>
              )}
              <span className={classes['when']}>{format.instant(at)}</span>
              {more.length > 0 && <small>{more.join(' · ')}</small>}
              {note !== null && <p>{note}</p>}
            </li>
          );
        })}
      </ul>
      <Suspense fallback={<Opening />}>
        {mail !== null && <MailDialog id={mail} close={() => setMail(null)} />}
      </Suspense>
    </Section>
  );
}

/** A window on its way: what is typed meanwhile is no command for the page. */
function Opening() {
  const { t } = useTranslation();
  return <div role="dialog" aria-modal="true" aria-label={t('common.loading')} />;
}

/** Of joined work the debtor's case is found by the server. */
function replyTo({ cases, debtorId }: WorkDetail): { caseId: string } | { debtorId: string } {
  const [only, more] = cases;
  return only !== undefined && more === undefined ? { caseId: only.caseId } : { debtorId: debtorId ?? '' };
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h4>{title}</h4>
      {children}
    </section>
  );
}
