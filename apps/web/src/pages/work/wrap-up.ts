import { type CompleteWorkBody, dutyOutcomes, type WorkDetail, type WorkResult } from '@krok/contracts/schemas';
import { groszeOf } from '../cases/grosze-of.ts';
import { instantAt, readDay, readTime } from '../../dates/read-day.ts';

/** What a collector has entered so far, as text: it survives a reload as it stands. */
export interface WrapUpDraft {
  readonly outcome: string | null;
  readonly note: string;
  /** Of the promise. */
  readonly day: string;
  /** Of the call-back. */
  readonly callbackDay: string;
  readonly callbackTime: string;
  /** By act: what differs from the rest of the call. */
  readonly rows: Readonly<Record<string, WrapUpRow>>;
  readonly form: Readonly<Record<string, unknown>>;
}

export interface WrapUpRow {
  readonly outcome: string | null;
  /** In zloty; empty: all that is open. */
  readonly amount: string;
}

export const emptyDraft: WrapUpDraft = {
  outcome: null,
  note: '',
  day: '',
  callbackDay: '',
  callbackTime: '',
  rows: {},
  form: {},
};
export const emptyRow: WrapUpRow = { outcome: null, amount: '' };

/** Field and what is wrong with it (a key of the texts). */
export type WrapUpErrors = Readonly<
  Record<string, 'outcome' | 'day' | 'dayOver' | 'time' | 'timeOver' | 'amount' | 'reason'>
>;

/** What procedures ask about a call, in the order of the keys 1 to 6. */
export const callOutcomes = ['promise', 'noAnswer', 'dispute', 'refuses', 'paid', 'callback'] as const;
const taskOutcomes = ['done', 'paid', 'promised', 'refused', 'unreachable', 'disputed'] as const;

type Step = Pick<
  WorkDetail,
  'channel' | 'duty' | 'about' | 'form' | 'cases' | 'invoices' | 'today' | 'now' | 'zone' | 'version'
>;

export function outcomesOf({
  channel,
  duty,
  about,
  form,
}: Pick<Step, 'channel' | 'duty' | 'about' | 'form'>): readonly string[] {
  // What is owed to the debtor is not given up.
  if (duty === 'correctListing' && about?.kind === 'listing' && about.listing.state !== 'rejected') return ['retry'];
  if (duty !== null) return dutyOutcomes[duty];
  if (channel === 'call') return callOutcomes;
  return form === null ? taskOutcomes : ['done'];
}

/** Outcome of one act: its own, else that of the call. */
export function outcomeOf({ outcome, rows }: WrapUpDraft, actId: string): string | null {
  return rows[actId]?.outcome ?? outcome;
}

/** Whether any part of the call needs this kind of field. */
export function needs(draft: WrapUpDraft, step: Pick<Step, 'cases'>, outcome: string): boolean {
  return draft.outcome === outcome || step.cases.some(({ actId }) => outcomeOf(draft, actId) === outcome);
}

/** The submit of it all, or the fields that are wrong. */
export function bodyOf(
  draft: WrapUpDraft,
  step: Step,
): { readonly body: CompleteWorkBody } | { readonly errors: WrapUpErrors } {
  const outcome = draft.outcome ?? (outcomesOf(step).length === 1 ? (outcomesOf(step)[0] ?? null) : null);
  if (outcome === null) return { errors: { outcome: 'outcome' } };
  const errors: Record<string, WrapUpErrors[string]> = {};
  const chosen = { ...draft, outcome };
  const day = readDay(draft.day, step.today);
  if (needs(chosen, step, 'promise')) {
    if (day === null) errors['day'] = 'day';
    else if (day < step.today) errors['day'] = 'dayOver';
  }
  const callbackAt = needs(chosen, step, 'callback') ? callbackOf(draft, step, errors) : undefined;
  if (needs(chosen, step, 'dispute') && draft.note.trim() === '') errors['note'] = 'reason';
  const results = step.cases.flatMap(({ actId }) => {
    const result = resultOf(chosen, step, actId, { day: day ?? '', callbackAt }, errors);
    return result === null ? [] : [result];
  });
  if (Object.keys(errors).length > 0) return { errors };
  const note = draft.note.trim();
  const variables: Record<string, unknown> = {};
  if (outcome === 'promise' && day !== null) variables['promiseDate'] = day;
  return {
    body: {
      outcome,
      version: step.version,
      variables,
      ...(note !== '' && { note }),
      ...(step.channel === 'call' && { results }),
      ...(step.form !== null && { form: { ...draft.form } }),
    },
  };
}

function callbackOf(
  { callbackDay, callbackTime }: WrapUpDraft,
  { today, now, zone }: Step,
  errors: Record<string, WrapUpErrors[string]>,
): string | undefined {
  const day = readDay(callbackDay === '' ? today : callbackDay, today);
  const time = readTime(callbackTime);
  if (day === null) errors['callbackDay'] = 'day';
  if (time === null) errors['callbackTime'] = 'time';
  if (day === null || time === null) return undefined;
  const at = instantAt(day, time, zone);
  if (Date.parse(at) <= Date.parse(now)) errors['callbackTime'] = 'timeOver';
  return at;
}

function resultOf(
  draft: WrapUpDraft,
  step: Step,
  actId: string,
  { day, callbackAt }: { readonly day: string; readonly callbackAt: string | undefined },
  errors: Record<string, WrapUpErrors[string]>,
): WorkResult | null {
  const outcome = outcomeOf(draft, actId);
  if (outcome === null) return null;
  if (outcome === 'callback') return callbackAt === undefined ? null : { actId, outcome, callbackAt };
  const invoice = step.invoices.find((each) => each.actId === actId);
  if ((outcome !== 'promise' && outcome !== 'dispute') || invoice === undefined || invoice.open <= 0)
    return { actId, outcome };
  const text = draft.rows[actId]?.amount.trim() ?? '';
  const amount = text === '' ? undefined : groszeOf(text);
  if (amount === null || (amount !== undefined && amount > invoice.open)) errors[`amount-${actId}`] = 'amount';
  const part = amount === undefined || amount === null ? {} : { amount };
  return outcome === 'promise'
    ? { actId, outcome, promise: { date: day, ...part } }
    : { actId, outcome, dispute: { reason: draft.note.trim(), ...part } };
}
