import type { WorkDetail } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { path } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useRegisterText } from '../register/use-register-text.ts';
import classes from './duty-about.module.css';

type About = NonNullable<WorkDetail['about']>;

/** The letter, listing or claim that the duty is about: what it states, what went wrong, and where it is mended. */
export function DutyAbout({ about, mayOpen }: { readonly about: About; readonly mayOpen: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useRegisterText();
  switch (about.kind) {
    case 'letter': {
      const { id, kind, reference, printedOn, payBy, amount, currency } = about.letter;
      return (
        <Facts
          title={t('desk.duty.letter')}
          facts={[
            [t(`register.letterKind.${kind}`), reference],
            [t('desk.duty.printed'), format.day(printedOn)],
            [t('desk.duty.payBy'), format.day(payBy)],
            [t('desk.duty.amount'), format.money(amount, currency)],
          ]}
        >
          {mayOpen && (
            <a href={path(['letters', id, 'pdf'])} target="_blank" rel="noreferrer">
              {t('register.openPdf')}
            </a>
          )}
        </Facts>
      );
    }
    case 'listing': {
      const { id, state, problem, amount, currency, items, debtorId, duty } = about.listing;
      return (
        <Facts
          title={t('desk.duty.listing')}
          facts={[
            [t('register.columns.state'), t(`register.listingState.${state}`)],
            [t('desk.duty.amount'), format.money(amount, currency)],
            [t('desk.duty.invoices'), items.map(({ invoiceNumber }) => invoiceNumber ?? t('common.none')).join(', ')],
            ...(problem === null
              ? []
              : ([
                  [t('desk.duty.reason'), <b key="reason">{text.reason(problem.reason)}</b>],
                  [t('desk.duty.remedy'), text.remedy(problem.remedy)],
                ] satisfies Fact[])),
            ...(duty === null
              ? []
              : ([[t('register.columns.term'), text.listingTerm(about.listing)]] satisfies Fact[])),
          ]}
        >
          <Link to="/debtors/$debtorId" params={{ debtorId }}>
            {t('desk.duty.toDebtor')}
          </Link>
          <Link to="/register" search={{ tab: 'listings', entry: id }}>
            {t('desk.duty.toRegister')}
          </Link>
          {state !== 'rejected' && <span>{t('desk.duty.owed')}</span>}
        </Facts>
      );
    }
    case 'reply': {
      const { channel, receivedOn, text: words, by, at } = about.reply;
      return (
        <Facts
          title={t('desk.duty.reply')}
          facts={[
            [t('work.reply.channel'), t(`work.replyChannel.${channel}`)],
            [t('work.reply.receivedOn'), format.day(receivedOn)],
            [t('desk.duty.recorded'), `${by}, ${format.instant(at)}`],
          ]}
          words={words ?? t('desk.duty.erased')}
        >
          <span>{t('desk.duty.answerHow')}</span>
        </Facts>
      );
    }
    case 'claim': {
      const { id, state, signature, amount, currency, fee, duty } = about.claim;
      return (
        <Facts
          title={t('desk.duty.claim')}
          facts={[
            [t('register.columns.state'), t(`register.claimState.${state}`)],
            [t('register.columns.signature'), signature ?? t('common.none')],
            [t('desk.duty.amount'), format.money(amount, currency)],
            [t('register.fee'), format.money(fee, currency)],
          ]}
        >
          <Link to="/register" search={{ tab: 'claims', entry: id }}>
            {t('desk.duty.toClaim')}
          </Link>
          {duty !== null && <span>{t('desk.duty.decideBy', { day: format.day(duty.decideBy) })}</span>}
        </Facts>
      );
    }
  }
}

type Fact = readonly [name: string, value: ReactNode];

interface FactsProps {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly words?: string;
  readonly children: ReactNode;
}

function Facts({ title, facts, words, children }: FactsProps) {
  return (
    <section className={classes['about']} aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {words !== undefined && <blockquote>{words}</blockquote>}
      <p>{children}</p>
    </section>
  );
}
