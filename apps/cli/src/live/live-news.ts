import { localDate } from '@krok/calendar';
import type { ScenarioMessage, ScenarioStep } from '@krok/contracts/types';
import { InputError } from '../errors.ts';
import type { LiveFirm } from './live-firm.ts';

/**
 * What comes from outside, as the ledger learns of it: the messages of a scenario become payments, promises, disputes
 * and holds, which tell the cases themselves. The court's sandbox answers by itself; other messages go to the cases as they are.
 * Gives what happened, in words.
 */
export async function happen(firm: LiveFirm, step: ScenarioStep, zone: string): Promise<string> {
  if ('start' in step) {
    await firm.owe(step.start.variables ?? {});
    return `invoice ${String(step.start.variables?.['invoiceNumber'])}`;
  }
  if ('message' in step) return learn(firm, step.message, zone);
  throw new InputError(`Expected steps that come from outside but got ${JSON.stringify(step)}.`);
}

async function learn(firm: LiveFirm, message: ScenarioMessage, zone: string): Promise<string> {
  const { name, correlationKey, variables = {} } = message;
  const { ledger, exchange } = firm.store;
  const invoice = await firm.invoice(correlationKey);
  const { id: invoiceId, debtorId, number, open } = invoice;
  const { creditorId } = firm;
  const today = localDate(await firm.now(), zone);
  const by = firm.collector;
  switch (name) {
    case 'invoice-paid':
    case 'payment-received': {
      const rest = name === 'invoice-paid' ? 0 : Number(variables['openAmount']);
      const amount = open - rest;
      if (amount <= 0) return `${number} is paid already`;
      const bankReference = `live-${today}-${number}`;
      const payment = { creditorId, debtorId, bankReference, bookedOn: today, amount, currency: 'PLN', invoiceId, by };
      await ledger.recordPayment(payment);
      return `${number}: ${(amount / 100).toFixed(2)} PLN paid`;
    }
    case 'promise-made': {
      const promisedOn = String(variables['promiseDate']);
      await ledger.recordPromise({ creditorId, debtorId, promisedOn, items: [{ invoiceId }], by });
      return `${number}: promised for ${promisedOn}`;
    }
    case 'promise-broken':
      return `${number}: no payment (the daily work breaks the promise)`;
    case 'court-answered':
      return `${number}: (the court's sandbox gives its own answers)`;
    case 'register-answered':
      return `${number}: (KRD's sandbox gives its own answers)`;
    case 'invoice-disputed': {
      const amount = Math.min(Number(variables['disputedAmount']), open);
      await ledger.openDispute({ invoiceId, amount, reason: 'live', by });
      return `${number}: ${(amount / 100).toFixed(2)} PLN disputed`;
    }
    case 'hold-set': {
      const until = variables['holdUntil'];
      const end = typeof until === 'string' ? { until } : {};
      await ledger.setHold({ creditorId, debtorId, invoiceId, reason: 'live', by, ...end });
      return `${number}: held`;
    }
    case 'dispute-closed':
    case 'hold-ended': {
      const kind = name === 'hold-ended' ? 'hold' : 'dispute';
      const books = (await ledger.debtor(debtorId)).find((each) => each.creditorId === creditorId);
      const standing = books?.holds.find((each) => each.kind === kind && each.invoiceId === invoiceId);
      if (standing !== undefined) await ledger.endHold(standing.id, by);
      return `${number}: ${kind} ended`;
    }
    default: {
      const timeToLive = 30 * 86_400_000;
      await exchange.publishMessage(firm.organisationId, { name, correlationKey: invoiceId, variables, timeToLive });
      return `${number}: ${name} ${JSON.stringify(variables)}`;
    }
  }
}
