import {
  created,
  disputeBody,
  holdBody,
  identifier,
  paymentBody,
  paymentsKnownBody,
  planBody,
  promiseBody,
  reversalBody,
} from '@krok/contracts/schemas';
import type { DebtorLedger, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { ApiProblem } from '../errors.ts';
import { ownCreditor, ownDebtor, ownInvoice } from '../ledger-view/own-parties.ts';
import { asking, type Person } from '../sign-in/person.ts';

const one = z.object({ id: identifier });
const done = z.object({ ok: z.literal(true) });

/** Payments by hand, and what stands against demanding: holds, disputes, promises. */
export function ledgerChangeRoutes(app: ApiApp, store: Store): void {
  const tags = ['ledger'];
  const response = { 201: created };

  app.post(
    '/api/debtors/:id/payments',
    {
      config: { permission: 'ledger.post' },
      schema: { tags, summary: 'Record a payment', params: one, body: paymentBody, response },
    },
    async (request, reply) => {
      const { title, invoiceId, ...payment } = request.body;
      const of = await parties(request.params.id, payment.creditorId, asking(request));
      const { paymentId } = await store.ledger.recordPayment({
        ...payment,
        ...of,
        ...(title !== undefined && { title }),
        ...(invoiceId !== undefined && { invoiceId }),
      });
      return reply.code(201).send({ id: paymentId });
    },
  );

  app.post(
    '/api/debtors/:id/payments/:payment/reverse',
    {
      config: { permission: 'ledger.post' },
      schema: {
        tags,
        summary: 'Take a payment back: a returned transfer',
        params: one.extend({ payment: identifier }),
        body: reversalBody,
        response: { 200: done },
      },
    },
    async (request) => {
      const { id, payment: paymentId } = request.params;
      const { userId: by } = await partOf(id, asking(request), (ledger) => ledger.payments, paymentId);
      await store.ledger.reversePayment({ ...request.body, paymentId, by });
      return { ok: true as const };
    },
  );

  app.post(
    '/api/debtors/:id/holds',
    {
      config: { permission: 'ledger.hold' },
      schema: { tags, summary: 'Hold demands', params: one, body: holdBody, response },
    },
    async (request, reply) => {
      const { until, invoiceId, creditorId, reason } = request.body;
      const of = await parties(request.params.id, creditorId, asking(request));
      const hold = {
        ...of,
        reason,
        ...(until !== undefined && { until }),
        ...(invoiceId !== undefined && { invoiceId }),
      };
      return reply.code(201).send({ id: await store.ledger.setHold(hold) });
    },
  );

  app.post(
    '/api/debtors/:id/holds/:hold/end',
    {
      config: { permission: 'ledger.hold' },
      schema: {
        tags,
        summary: 'End a hold or a dispute',
        params: one.extend({ hold: identifier }),
        response: { 200: done },
      },
    },
    async (request) => {
      const { id, hold } = request.params;
      const { userId } = await partOf(id, asking(request), (ledger) => ledger.holds, hold);
      await store.ledger.endHold(hold, userId);
      return { ok: true as const };
    },
  );

  app.post(
    '/api/invoices/:id/disputes',
    {
      config: { permission: 'ledger.hold' },
      schema: { tags, summary: 'Open a dispute', params: one, body: disputeBody, response },
    },
    async (request, reply) => {
      const person = asking(request);
      const { id: invoiceId } = await ownInvoice(store, request.params.id, person);
      const { amount, until, owner, reason } = request.body;
      const id = await store.ledger.openDispute({
        invoiceId,
        reason,
        by: person.userId,
        ...(amount !== undefined && { amount }),
        ...(until !== undefined && { until }),
        ...(owner !== undefined && { owner }),
      });
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/debtors/:id/promises',
    {
      config: { permission: 'ledger.hold' },
      schema: { tags, summary: 'Record a promise to pay', params: one, body: promiseBody, response },
    },
    async (request, reply) => {
      const { creditorId, promisedOn, items } = request.body;
      const of = await parties(request.params.id, creditorId, asking(request));
      const promised = items.map(({ invoiceId, amount }) => ({ invoiceId, ...(amount !== undefined && { amount }) }));
      return reply.code(201).send({ id: await store.ledger.recordPromise({ ...of, promisedOn, items: promised }) });
    },
  );

  app.post(
    '/api/debtors/:id/plans',
    {
      config: { permission: 'ledger.hold' },
      schema: { tags, summary: 'Agree on an instalment plan', params: one, body: planBody, response },
    },
    async (request, reply) => {
      const { creditorId, invoiceIds, schedule } = request.body;
      const of = await parties(request.params.id, creditorId, asking(request));
      return reply.code(201).send({ id: await store.ledger.agreePlan({ ...of, invoiceIds, schedule }) });
    },
  );

  app.post(
    '/api/debtors/:id/plans/:plan/cancel',
    {
      config: { permission: 'ledger.hold' },
      schema: {
        tags,
        summary: 'Cancel an instalment plan',
        params: one.extend({ plan: identifier }),
        response: { 200: done },
      },
    },
    async (request) => {
      const { id, plan } = request.params;
      const { userId } = await partOf(id, asking(request), (ledger) => ledger.plans, plan);
      await store.ledger.cancelPlan(plan, userId);
      return { ok: true as const };
    },
  );

  app.post(
    '/api/creditors/:id/payments-known',
    {
      config: { permission: 'ledger.import' },
      schema: {
        tags,
        summary: 'Say through which day payments are known',
        params: one,
        body: paymentsKnownBody,
        response: { 200: done },
      },
    },
    async (request) => {
      const { id } = await ownCreditor(store, request.params.id, asking(request));
      await store.ledger.setPaymentsKnownThrough(id, request.body.through);
      return { ok: true as const };
    },
  );

  async function parties(debtorId: string, creditorId: string, person: Person) {
    await ownDebtor(store, debtorId, person);
    await ownCreditor(store, creditorId, person);
    return { debtorId, creditorId, by: person.userId };
  }

  /** The person, where the debtor is of the own organisation and has the thing. */
  async function partOf(
    debtorId: string,
    person: Person,
    parts: (ledger: DebtorLedger) => readonly { readonly id: string }[],
    id: string,
  ): Promise<Person> {
    const debtor = await ownDebtor(store, debtorId, person);
    const ledgers = await store.ledger.debtor(debtor.id);
    if (!ledgers.some((ledger) => parts(ledger).some((part) => part.id === id))) throw new ApiProblem('not-found');
    return person;
  }
}
