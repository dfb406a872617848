import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Act } from '@krok/store';
import { composeEmail, type ComposedEmail, type EmailParts } from '../src/acts/compose-email.ts';

const CREDITOR = { name: 'Dostawca', senderEmail: 'd@dostawca.example' };
const DEBTOR = { name: 'Żółw S.A.', email: 'k@dluznik.example' };

describe('the text of a mail', () => {
  it('names what is plain: variables, parts of objects, both parties', () => {
    const act = wish(
      { subject: '{{invoice}} dla {{debtor}}', body: '{{total.amount}} {{total.currency}}, {{creditor}}, {{open}}' },
      { invoice: 'FV/1', total: { amount: 1234, currency: 'PLN', parts: { a: 1 } }, open: true, list: [1] },
    );
    assert.deepEqual(textOf({ acts: [act] }), ['FV/1 dla Żółw S.A.', '1234 PLN, Dostawca, true']);
  });

  it('does not read values as templates, nor let variables pose as the parties', () => {
    const act = wish(
      { subject: '{{invoice}}', body: '{{debtor}}' },
      { invoice: '{{debtor}}', debtor: 'somebody else' },
    );
    assert.deepEqual(textOf({ acts: [act] }), ['{{debtor}}', 'Żółw S.A.']);
  });

  it('demands what the ledger says now, not what the case remembers', () => {
    const invoices = [{ id: 'i', undisputed: 600_05, dueOn: '2026-01-05' }];
    const remembered = { invoiceNumber: 'FV/1', amountText: '1000,00', dueOn: '2026-01-05' };
    const headers = { subject: 's', body: '{{lines}}', line: '{{invoiceNumber}}: {{amountText}} zł, {{dueOn}}' };
    const act = { ...wish(headers, remembered), subject: 'i' };
    assert.equal(textOf({ acts: [act], invoices })[1], 'FV/1: 600,05 zł, 05.01.2026');
    assert.equal(textOf({ acts: [{ ...act, kind: 'duty' }], invoices })[1], 'FV/1: 1000,00 zł, 05.01.2026');
    assert.equal(textOf({ acts: [{ ...act, subject: 'other' }], invoices })[1], 'FV/1: 1000,00 zł, 05.01.2026');
  });

  it('keeps a subject on one line', () => {
    const act = wish({ subject: '{{invoice}}', body: 'x' }, { invoice: 'FV/1\r\nBcc: a@b.example' });
    assert.equal(textOf({ acts: [act] })[0], 'FV/1 Bcc: a@b.example');
  });

  it('takes the text of the highest stage and a line of each act', () => {
    const first = wish({ stage: '1', subject: 'first', body: 'first', line: 'first' }, { invoice: 'FV/1' });
    const second = wish(
      { stage: '2', subject: 'second {{count}}', body: '{{lines}}', line: '* {{invoice}}' },
      { invoice: 'FV/2' },
    );
    assert.deepEqual(textOf({ acts: [first, second] }), ['second 2', '* FV/1\n* FV/2']);
  });
});

describe('a mail that can not be written', () => {
  const good = wish({ subject: 'a', body: 'b' }, {});
  const table: [what: string, parts: Partial<EmailParts>, code: string][] = [
    ['no debtor', { debtor: null }, 'EMAIL_NO_RECIPIENT'],
    ['a debtor without an address', { debtor: { ...DEBTOR, email: null } }, 'EMAIL_NO_RECIPIENT'],
    ['no creditor', { creditor: null }, 'EMAIL_NO_SENDER'],
    ['no sender', { creditor: { ...CREDITOR, senderEmail: null } }, 'EMAIL_NO_SENDER'],
    ['no body', { acts: [wish({ subject: 'a' }, {})] }, 'EMAIL_TEXT'],
    [
      'an object for a name',
      { acts: [wish({ subject: 'a', body: '{{total}}' }, { total: { amount: 1 } })] },
      'EMAIL_TEXT',
    ],
    ['a line without its value', { acts: [wish({ subject: 'a', body: 'b', line: '{{invoice}}' }, {})] }, 'EMAIL_TEXT'],
  ];
  for (const [what, parts, code] of table) {
    it(`${what}: ${code}`, () => {
      const composed = compose({ acts: [good], ...parts });
      assert.equal(composed.kind === 'impossible' && composed.code, code);
    });
  }

  it('a sandbox lends a sender', () => {
    const composed = compose({ acts: [good], creditor: null, fallbackSender: 's@sandbox.invalid' });
    assert.deepEqual(composed.kind === 'mail' && composed.mail.from, { address: 's@sandbox.invalid' });
  });
});

function compose(parts: Partial<EmailParts>): ComposedEmail {
  return composeEmail({
    acts: [],
    creditor: CREDITOR,
    debtor: DEBTOR,
    invoices: [],
    date: 0,
    fallbackSender: null,
    ...parts,
  });
}

function textOf(parts: Partial<EmailParts>): [subject: string, text: string] {
  const composed = compose(parts);
  assert.ok(composed.kind === 'mail', JSON.stringify(composed));
  return [composed.mail.subject, composed.mail.text];
}

function wish(headers: Act['headers'], variables: Act['variables']): Act {
  return {
    id: crypto.randomUUID(),
    organisationId: 'o',
    creditorId: 'c',
    debtorId: 'd',
    caseId: 'case',
    subject: null,
    processId: 'p',
    executableHash: '',
    properties: {},
    deskKey: 'desk',
    source: { kind: 'job', id: '1' },
    attempt: 1,
    element: 1,
    type: 'send-email',
    retries: 3,
    channel: 'email',
    kind: 'demand',
    dueAt: 0,
    planAt: null,
    state: 'planned',
    reason: null,
    policyVersion: null,
    bundleId: 'b',
    withdrawn: false,
    headers,
    variables,
    task: null,
  };
}
