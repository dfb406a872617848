import type { TimelineEntry } from '@krok/contracts/schemas';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { useCauseText } from '../../oversight/use-cause-text.ts';
import { type ReasonText, useReasonText } from '../use-reason-text.ts';
import { useWorkTitle } from '../use-work-title.ts';

export interface EntryText {
  readonly headline: string;
  readonly details: readonly string[];
  /** What a person wrote. */
  readonly quote: string | null;
  readonly who: string;
  readonly tone: 'plain' | 'good' | 'bad' | 'waiting' | 'quiet';
  readonly technical: string | null;
}

type Act = Extract<TimelineEntry, { kind: 'act' }>;

/** Each entry of a history in plain words. */
export function useEntryText(): (entry: TimelineEntry) => EntryText {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const reasonText = useReasonText();
  const causeText = useCauseText();
  const workTitle = useWorkTitle();
  const known = (key: string, values: Record<string, unknown>, otherwise: string): string =>
    i18n.exists(key) ? i18n.t(key, values) : otherwise;
  const plain = { details: [], quote: null, technical: null };

  const ofAct = (entry: Act): EntryText => {
    const { channel, state, approval, outcome } = entry;
    const title = workTitle(entry);
    const reason: ReasonText | null = entry.reason === null ? null : reasonText(entry.reason);
    const headline =
      channel === 'approval' && state === 'done' && approval
        ? t(approval.approved ? 'history.entry.approval.yes' : 'history.entry.approval.no', { title })
        : known(`history.entry.${channel}.${state}`, {}, title);
    const outcomeText = outcome === null ? null : known(`work.outcomes.${outcome}`, {}, outcome);
    const details = [
      channel === 'approval' && state === 'done' ? null : title,
      outcomeText,
      entry.promisedOn === null ? null : t('history.entry.promisedOn', { day: format.day(entry.promisedOn) }),
      approval?.amount === undefined || approval.amount === null
        ? null
        : t('history.entry.amount', { amount: format.money(approval.amount) }),
      entry.amount === null ? null : t('history.entry.amount', { amount: format.money(entry.amount) }),
      reason && t('file.reason.label', { reason: reason.text }),
      state === 'waiting' && entry.planAt !== null
        ? t('file.untilThen', { until: format.instant(entry.planAt) })
        : null,
      entry.joined > 1 ? t('history.joined', { count: entry.joined - 1 }) : null,
    ];
    const machine = entry.by ?? t('history.actor.system');
    return {
      headline,
      details: details.flatMap((detail) => (detail === null || detail === '' ? [] : [detail])),
      quote: entry.note,
      who: machine,
      tone:
        state === 'unknown' || (state === 'refused' && channel !== 'call')
          ? 'bad'
          : state === 'waiting' || state === 'open' || state === 'sending'
            ? 'waiting'
            : state === 'notSent'
              ? 'quiet'
              : 'plain',
      technical: reason?.technical ?? null,
    };
  };

  return (entry) => {
    switch (entry.kind) {
      case 'act':
        return ofAct(entry);
      case 'assignment':
        return {
          ...plain,
          headline: t('history.entry.assignment', { name: entry.to }),
          details: [
            workTitle(entry),
            entry.before === null ? '' : t('history.entry.heldBefore', { name: entry.before }),
          ].filter((detail) => detail !== ''),
          who: entry.by,
          tone: 'plain',
        };
      case 'note': {
        const { reply } = entry;
        if (reply !== null) {
          const { handledBy } = reply;
          return {
            ...plain,
            headline: t('work.reply.entry', { channel: t(`work.replyChannel.${reply.channel}`) }),
            details: [
              t('work.reply.received', { day: format.day(reply.receivedOn) }),
              handledBy === null ? t('work.reply.notHandled') : t('work.reply.handled', { name: handledBy }),
            ],
            quote: entry.text ?? t('history.noteErased'),
            who: entry.by,
            tone: handledBy === null ? 'waiting' : 'plain',
          };
        }
        return {
          ...plain,
          headline: t('history.entry.note'),
          quote: entry.text ?? t('history.noteErased'),
          who: entry.by,
          tone: 'plain',
        };
      }
      case 'money': {
        const day = format.day(entry.bookedOn);
        const signed = entry.what === 'correction';
        const amount = signed ? entry.amount : Math.abs(entry.amount);
        return {
          ...plain,
          headline: t(`history.entry.money.${entry.what}`, { amount: format.money(amount, entry.currency) }),
          details: [
            entry.invoiceNumber,
            entry.what === 'invoiced' ? t('history.entry.issuedOn', { day }) : t('history.entry.bookedOn', { day }),
            entry.title ?? '',
          ].filter((detail) => detail !== ''),
          who: entry.by ?? t('history.actor.books'),
          tone: entry.what === 'payment' ? 'good' : 'plain',
        };
      }
      case 'promise':
        return {
          ...plain,
          headline: t(`history.entry.promise.${entry.what}`, {
            amount: format.money(entry.amount, entry.currency),
            day: format.day(entry.promisedOn),
          }),
          details: [entry.invoiceNumber],
          who: entry.by ?? t('history.actor.books'),
          tone: entry.what === 'broken' ? 'bad' : entry.what === 'kept' ? 'good' : 'plain',
        };
      case 'hold':
        return {
          ...plain,
          headline: t(`history.entry.${entry.of}.${entry.what}`),
          details: [
            entry.invoiceNumber ?? t('debtor.allInvoices'),
            entry.amount === null ? '' : format.money(entry.amount),
            entry.what === 'ended'
              ? ''
              : entry.until === null
                ? t('file.untilEnded')
                : t('file.untilDay', { day: format.day(entry.until) }),
          ].filter((detail) => detail !== ''),
          quote: entry.what === 'set' ? entry.reason : null,
          who: entry.by ?? t('history.actor.system'),
          tone: entry.what === 'set' ? 'waiting' : 'plain',
        };
      case 'formal': {
        const what = entry.duty === 'remove' ? `${entry.what}Remove` : entry.what;
        const values = {
          on: entry.on === null ? '' : format.day(entry.on),
          until: entry.until === null ? '' : format.day(entry.until),
        };
        const reason = entry.reason === null ? null : reasonText(entry.reason);
        return {
          headline: known(
            `history.entry.${entry.of}.${what}`,
            values,
            known(`history.entry.${entry.of}.${entry.what}`, values, t('history.entry.formal')),
          ),
          details: [
            entry.reference === null ? '' : t('history.entry.reference', { reference: entry.reference }),
            reason === null ? '' : t('file.reason.label', { reason: reason.text }),
          ].filter((detail) => detail !== ''),
          quote: null,
          who: t(entry.of === 'listing' ? 'history.actor.register' : 'history.actor.court'),
          tone: ['rejected', 'dutyOverdue', 'opposed', 'dutyFailed'].includes(entry.what) ? 'bad' : 'plain',
          technical: reason?.technical ?? null,
        };
      }
      case 'step': {
        const headline = known(
          `history.entry.step.${entry.what}`,
          { title: entry.title ?? '' },
          entry.title ?? t('history.entry.formal'),
        );
        return {
          headline: headline.replace(/: $/, ''),
          details: entry.cause === null ? [] : [causeText(entry.cause)],
          quote: QUOTED.has(entry.what) ? entry.message : null,
          who: entry.by ?? t(entry.what === 'timeDue' ? 'history.actor.clock' : 'history.actor.system'),
          tone: BAD.has(entry.what) ? 'bad' : entry.what === 'ended' ? 'good' : 'quiet',
          technical: entry.cause === null ? null : entry.message,
        };
      }
    }
  };
}

/** What people do about the course of a case, and what a listener refuses, with the reason. */
const QUOTED: ReadonlySet<string> = new Set([
  'suspend',
  'resume',
  'skip',
  'modify',
  'changeTimer',
  'cancel',
  'migrate',
  'taskDenied',
  'assignmentDenied',
  'updateDenied',
]);

const BAD: ReadonlySet<string> = new Set(['incident', 'taskDenied', 'assignmentDenied', 'updateDenied']);
