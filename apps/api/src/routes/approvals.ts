import { approvalView, decideApprovalBody, identifier } from '@krok/contracts/schemas';
import { localDate } from '@krok/calendar';
import type { ApprovalView, Store } from '@krok/store';
import { z } from 'zod';
import type { ApiApp } from '../api-app.ts';
import { ApiProblem } from '../errors.ts';
import { asking, type Person } from '../sign-in/person.ts';
import { approvalDocument } from '../work/approval-document.ts';

const params = z.object({ id: identifier });

/** Approvals by a second person, before something formal leaves. */
export function approvalRoutes(app: ApiApp, store: Store): void {
  app.get(
    '/api/work/:id/approval',
    {
      config: { permission: 'work.read' },
      schema: {
        tags: ['work'],
        summary: 'What is to be approved, as of now',
        params,
        response: { 200: approvalView },
      },
    },
    async (request) => {
      const person = asking(request);
      const view = await own(request.params.id, person);
      const { bundleId, creditorId, debtorId, items, version, hash, organisationId } = view;
      const [mayDecide, debtor, creditor, asked, users, { now }, { zone }] = await Promise.all([
        store.approvals.mayDecide(bundleId, person.userId),
        debtorId === null ? null : store.parties.debtor(debtorId),
        creditorId === null ? null : store.parties.creditor(creditorId),
        store.approvals.askedBy(bundleId),
        store.users.list(organisationId),
        store.clock.read(organisationId),
        store.organisations.read(organisationId),
      ]);
      const seesBooks = person.permissions.includes('ledger.read');
      return {
        id: bundleId,
        debtorName: debtor?.name ?? null,
        creditorName: creditor?.name ?? null,
        items: items.map(({ caseId, invoiceNumber, issuedOn, dueOn, currency, amount, approves }) => ({
          caseId,
          invoiceNumber,
          issuedOn,
          dueOn,
          currency,
          amount,
          approves,
        })),
        askedBy: asked.map(({ userId, did }) => ({ name: users.find(({ id }) => id === userId)?.name ?? '', did })),
        document: seesBooks ? await approvalDocument(store, view, localDate(now, zone)) : null,
        mayDecide,
        version,
        hash,
      };
    },
  );

  app.post(
    '/api/work/:id/decision',
    {
      config: { permission: 'approvals.decide' },
      schema: {
        tags: ['work'],
        summary: 'Approve or reject what was shown',
        description:
          'By somebody who did not start it. Each case gets `approved`, `approvalStatus` and, where it is approved, ' +
          '`approvedAmount`. Data that have changed since they were shown answer 409 `work-changed`.',
        params,
        body: decideApprovalBody,
        response: { 200: z.object({ cases: z.array(z.string()) }) },
      },
    },
    async (request) => {
      const person = asking(request);
      const { bundleId, items } = await own(request.params.id, person);
      const { note, ...decision } = request.body;
      await store.approvals.decide({ ...decision, bundleId, by: person.userId, ...(note !== undefined && { note }) });
      return { cases: [...new Set(items.map(({ caseId }) => caseId))] };
    },
  );

  async function own(id: string, person: Person): Promise<ApprovalView> {
    const view = await store.approvals.view(id);
    if (view.organisationId !== person.organisationId) throw new ApiProblem('not-found');
    return view;
  }
}
