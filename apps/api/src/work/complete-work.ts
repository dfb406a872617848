import { localDate } from '@krok/calendar';
import type { CompleteWorkBody, WorkResult } from '@krok/contracts/schemas';
import type { Act, BundleWithActs, Completion, LedgerInvoice, Store } from '@krok/store';
import { z } from 'zod';
import { ApiProblem } from '../errors.ts';
import { checkForm, splitForm } from '../forms/check-form.ts';
import { engineVariables } from '../http/engine-variables.ts';
import { dutyAnswer } from './duty-answer.ts';
import { dutyOf } from './duty-of.ts';
import type { WorkForm } from './work-form.ts';

interface Asked {
  readonly bundle: BundleWithActs;
  readonly body: CompleteWorkBody;
  readonly form: WorkForm | null;
  readonly by: string;
}

type FieldError = { readonly pointer: string; readonly detail: string };

/** Completes work in one transaction: outcomes of its cases, what was promised and disputed, what is to be called back. */
export async function completeWork(store: Store, { bundle, body, form, by }: Asked): Promise<{ cases: string[] }> {
  const duty = dutyOf(bundle.acts);
  if (duty !== null) return answerDuty(store, { bundle, body, by, form }, await dutyAnswer(store, duty, bundle, body));
  const open = await openInvoices(store, bundle);
  const { now } = await store.clock.read(bundle.organisationId);
  const { zone } = await store.organisations.read(bundle.organisationId);
  const resultOf = new Map((body.results ?? []).map((result) => [result.actId, result]));
  const said = wholeCall(bundle, body, open) ?? saidOf(bundle.acts, resultOf, open);
  const today = localDate(now, zone);
  const errors = [
    ...checkForm(form?.fields ?? [], body.form ?? {}, today).map(({ key, detail }) => ({
      pointer: `/form/${key}`,
      detail,
    })),
    ...checkResults(bundle, body, open, { now, today }),
  ];
  if (errors.length > 0) throw new ApiProblem('invalid-input', { errors });

  const filled = splitForm(form?.fields ?? [], body.form ?? {});
  const common = { ...body.variables, ...filled.variables };
  const callbacks = (body.results ?? []).flatMap(({ actId, callbackAt }) =>
    callbackAt === undefined ? [] : [{ actId, at: Date.parse(callbackAt) }],
  );
  const kept = new Set(callbacks.map(({ actId }) => actId));
  const done = bundle.acts.filter(({ id }) => !kept.has(id));
  const note = [body.note, ...filled.texts].filter((text) => text !== undefined).join('\n\n');
  await store.acts.completeBundle({
    bundleId: bundle.id,
    version: body.version,
    by,
    ...(note !== '' && { note: note.slice(0, 8_000) }),
    outcomes: done.map((act) => ({
      actId: act.id,
      variables: engineVariables({ ...common, ...outcomeOf(body, resultOf.get(act.id), invoiceOf(act, open)) }),
    })),
    ...said,
    ...(callbacks.length > 0 && {
      callback: { actIds: [...kept], at: Math.min(...callbacks.map(({ at }) => at)) },
    }),
  });
  return { cases: [...new Set(done.map(({ caseId }) => caseId))] };
}

/** A duty tells its listing, claim or letter, and no ledger. */
async function answerDuty(
  store: Store,
  { bundle: { id, acts }, body: { version, note }, by }: Asked,
  variables: Readonly<Record<string, string>>,
): Promise<{ cases: string[] }> {
  await store.acts.completeBundle({
    bundleId: id,
    version,
    by,
    ...(note !== undefined && { note }),
    outcomes: acts.map((act) => ({ actId: act.id, variables: { ...variables } })),
  });
  return { cases: [...new Set(acts.map(({ caseId }) => caseId))] };
}

async function openInvoices(store: Store, bundle: BundleWithActs): Promise<ReadonlyMap<string, LedgerInvoice>> {
  const { organisationId, creditorId, debtorId, acts } = bundle;
  if (creditorId === null || debtorId === null) return new Map();
  const ids = acts.flatMap(({ subject }) => subject ?? []);
  const invoices = await store.ledger.invoices({ organisationId, creditorId, debtorId, ids, paid: false });
  return new Map(invoices.map((invoice) => [invoice.id, invoice]));
}

function invoiceOf({ subject }: Act, open: ReadonlyMap<string, LedgerInvoice>): LedgerInvoice | undefined {
  return subject === null ? undefined : open.get(subject);
}

const promiseDate = z.object({ promiseDate: z.iso.date() });

/** Of a call, without results of its own: the outcome `promise` or `dispute` is about everything that is open. */
function wholeCall(
  { channel }: BundleWithActs,
  { outcome, results, variables, note }: CompleteWorkBody,
  open: ReadonlyMap<string, LedgerInvoice>,
): Pick<Completion, 'promises' | 'disputes'> | null {
  if (channel !== 'call' || results !== undefined || open.size === 0) return null;
  const date = promiseDate.safeParse(variables);
  if (outcome === 'promise' && date.success) {
    const items = [...open.keys()].map((invoiceId) => ({ invoiceId }));
    return { promises: [{ promisedOn: date.data.promiseDate, items }] };
  }
  if (outcome !== 'dispute') return null;
  const disputed = [...open.values()].filter(({ undisputed }) => undisputed > 0);
  return { disputes: disputed.map(({ id }) => ({ invoiceId: id, reason: note ?? outcome })) };
}

function saidOf(
  acts: readonly Act[],
  resultOf: ReadonlyMap<string, WorkResult>,
  open: ReadonlyMap<string, LedgerInvoice>,
): Pick<Completion, 'promises' | 'disputes' | 'holds'> {
  const promises = new Map<string, { invoiceId: string; amount?: number }[]>();
  const disputes: { invoiceId: string; amount?: number; reason: string }[] = [];
  const holds: { invoiceId: string; until?: string; reason: string }[] = [];
  for (const act of acts) {
    const invoiceId = invoiceOf(act, open)?.id;
    const { promise, dispute, hold } = resultOf.get(act.id) ?? {};
    if (invoiceId === undefined) continue;
    if (promise) {
      const item = { invoiceId, ...(promise.amount !== undefined && { amount: promise.amount }) };
      promises.set(promise.date, [...(promises.get(promise.date) ?? []), item]);
    }
    if (dispute) {
      const { amount, reason } = dispute;
      disputes.push({ invoiceId, reason, ...(amount !== undefined && { amount }) });
    }
    if (hold) holds.push({ invoiceId, reason: hold.reason, ...(hold.until !== undefined && { until: hold.until }) });
  }
  return {
    ...(promises.size > 0 && { promises: [...promises].map(([promisedOn, items]) => ({ promisedOn, items })) }),
    ...(disputes.length > 0 && { disputes }),
    ...(holds.length > 0 && { holds }),
  };
}

/** What a case is told: codes, days and amounts. */
function outcomeOf(
  { outcome }: CompleteWorkBody,
  result: WorkResult | undefined,
  invoice: LedgerInvoice | undefined,
): Record<string, unknown> {
  const { promise, dispute } = result ?? {};
  return {
    outcome: result?.outcome ?? (promise ? 'promise' : dispute ? 'dispute' : outcome),
    ...(promise && { promiseDate: promise.date, promisedAmount: promise.amount ?? invoice?.open ?? 0 }),
    ...(dispute && { disputedAmount: dispute.amount ?? invoice?.open ?? 0 }),
  };
}

function checkResults(
  { acts }: BundleWithActs,
  { results = [], outcome, variables }: CompleteWorkBody,
  open: ReadonlyMap<string, LedgerInvoice>,
  { now, today }: { readonly now: number; readonly today: string },
): FieldError[] {
  const errors: FieldError[] = [];
  const refuse = (pointer: string, detail: string) => errors.push({ pointer, detail });
  const whole = promiseDate.safeParse(variables);
  if (outcome === 'promise' && whole.success && whole.data.promiseDate < today)
    refuse('/variables/promiseDate', 'Expected today or a later day but it is over');
  for (const [index, { actId, promise, dispute, callbackAt }] of results.entries()) {
    const at = `/results/${index}`;
    const act = acts.find(({ id }) => id === actId);
    if (act === undefined) refuse(`${at}/actId`, 'Expected an act of this work but it has none of this id');
    const owed = act && invoiceOf(act, open)?.open;
    for (const [name, part] of [['promise', promise] as const, ['dispute', dispute] as const]) {
      if (part === undefined) continue;
      if (owed === undefined) refuse(`${at}/${name}`, 'Expected an open invoice but nothing is open');
      else if (part.amount !== undefined && part.amount > owed)
        refuse(`${at}/${name}/amount`, `Expected at most ${owed} grosze but got ${part.amount}`);
    }
    if (promise && promise.date < today) refuse(`${at}/promise/date`, 'Expected today or a later day but it is over');
    if (callbackAt !== undefined && Date.parse(callbackAt) <= now)
      refuse(`${at}/callbackAt`, 'Expected an instant to come but it is over');
  }
  return errors;
}
