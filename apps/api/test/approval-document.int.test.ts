import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ApprovalView, CaseFile, Role } from '@krok/contracts/schemas';
import { OfficialDesk } from './support/official-desk.ts';
import { testApi, type TestApi } from './support/test-api.ts';

describe('what an approver approves', () => {
  let api: TestApi;
  let desk: OfficialDesk;
  let workId: string;
  let caseId: string;
  before(async () => {
    api = await testApi({ manualClockAt: Date.UTC(2026, 6, 1, 10) });
    desk = await OfficialDesk.open(api);
    const collector = (await api.store.users.list(api.organisationId)).find(({ roles }) => roles.includes('collector'));
    await desk.start('listings', 1, collector?.id);
    await desk.plan();
    const bundle = await desk.work('approval');
    workId = bundle.id;
    caseId = bundle.acts[0]?.caseId ?? '';
  });
  after(() => api.close());

  async function ask<T>(as: Role, url: string, payload?: object, status = 200): Promise<T> {
    const headers = { cookie: await api.cookie(as) };
    const method = payload === undefined ? 'GET' : 'POST';
    const answer = await api.app.inject({ method, url, headers, ...(payload && { payload }) });
    assert.equal(answer.statusCode, status, answer.body);
    return answer.json();
  }
  const view = (as: Role) => ask<ApprovalView>(as, `/api/work/${workId}/approval`);
  const signed = async () => (await ask<CaseFile>('approver', `/api/cases/${caseId}/file`)).approvals[0];
  const pay = async (amount: number) => {
    const { organisationId } = api;
    const invoice = (await api.store.ledger.invoices({ organisationId })).find(({ number }) => number === 'FV/S/2');
    await api.store.ledger.recordPayment({
      creditorId: desk.creditorId,
      debtorId: desk.debtorId,
      bankReference: `B-${amount}`,
      bookedOn: '2026-07-01',
      amount,
      currency: 'PLN',
      invoiceId: invoice?.id ?? '',
      by: null,
    });
  };

  it('is the document as it would leave now, who asked for it, and what stands in its way', async () => {
    const { document, askedBy, mayDecide } = await view('approver');
    assert.deepEqual(askedBy, [{ name: 'Osoba collector', did: 'started' }]);
    assert.equal(mayDecide, 'yes');
    assert.equal(document?.kind, 'listing');
    assert.deepEqual(document?.creditor, {
      name: 'Huta Zmyślona S.A.',
      number: 'NIP 5260250274',
      address: 'ul. Prosta 2, 00-002 Warszawa',
    });
    assert.equal(document?.debtor.number, 'NIP 5260250274');
    assert.deepEqual(
      document?.lines.map(({ invoiceNumber, debt, amount, demandedOn, daysOverdue }) => [
        invoiceNumber,
        debt,
        amount,
        demandedOn,
        daysOverdue,
      ]),
      [['FV/S/2', 200_000, 200_000, null, 77]],
    );
    assert.deepEqual(document?.obstacles, ['notDemanded']);
    assert.equal(document?.courtFee, null);
  });

  it('names the letter once it is posted; the month that runs is an obstacle until it is over', async () => {
    const letterId = await desk.printed(0);
    await desk.demandedBefore(letterId, 1);
    const { document } = await view('approver');
    assert.equal(document?.lines[0]?.demandedOn, '2026-05-20');
    assert.deepEqual(document?.obstacles, []);
  });

  it('binds no more once the invoice is paid in part or in full, and says so with the amounts', async () => {
    const { version, hash } = await view('approver');
    await ask('approver', `/api/work/${workId}/decision`, { approved: true, version, hash });
    assert.equal((await signed())?.items[0]?.voided, null);
    await pay(50_000);
    assert.deepEqual((await signed())?.items[0]?.voided, { reason: 'changed', now: 150_000 });
    await pay(150_000);
    assert.deepEqual((await signed())?.items[0]?.voided, { reason: 'paid', now: 0 });
  });
});
