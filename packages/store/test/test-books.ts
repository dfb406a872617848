import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readOpenItems } from '@krok/receivables';
import type { EngineEvent } from '@krok/engine';
import type { ImportReport, LedgerInvoice } from '@krok/store';
import { emailJob } from './test-desk.ts';
import { begin, deployed, newCase, NOON, processOf, take, type TestStore } from './test-store.ts';

export interface Books extends TestStore {
  readonly creditorId: string;
}

/** An organisation of the test's own with one creditor; its clock stands at noon of 1 July 2026. */
export async function books(at: TestStore): Promise<Books> {
  const { store } = at;
  const { calendar } = await store.organisations.read(at.organisationId);
  const clock = { mode: 'manual', now: NOON } as const;
  const organisationId = await store.organisations.create({
    name: 'L',
    clock,
    zone: 'Europe/Warsaw',
    calendar,
    sendingEnabled: true,
  });
  const own = { ...at, organisationId };
  await deployed(own, processOf('p'));
  return { ...own, creditorId: await store.parties.addCreditor({ organisationId, name: 'Wierzyciel' }) };
}

const HEADER = [
  'type',
  'debtor',
  'name',
  'legalform',
  'nip',
  'pesel',
  'email',
  'number',
  'corrects',
  'issued',
  'due',
  'amount',
  'currency',
  'reference',
  'booked',
  'invoice',
  'reverses',
];
export type Line = Readonly<Record<string, string>>;

export function importLines(
  { store, creditorId }: Pick<Books, 'store' | 'creditorId'>,
  ...lines: readonly Line[]
): Promise<ImportReport> {
  const cells = lines.map((line) => HEADER.map((column) => line[column] ?? ''));
  const rows = [HEADER, ...cells].map((row, index) => ({ line: index + 1, cells: row }));
  const sha256 = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  return store.ledger.importOpenItems({
    creditorId,
    sha256,
    fileName: 'items.csv',
    file: readOpenItems(rows),
    by: null,
  });
}

export const DEBTOR = { type: 'debtor', debtor: 'K1', name: 'Firma', legalform: 'company', nip: '5260250274' };
export function invoice(number: string, amount: string, more: Line = {}): Line {
  return { type: 'invoice', debtor: 'K1', number, issued: '2026-05-01', due: '2026-05-15', amount, ...more };
}
export function payment(reference: string, amount: string, more: Line = {}): Line {
  return { type: 'payment', debtor: 'K1', reference, booked: '2026-06-10', amount, ...more };
}

export async function invoicesOf({ store, organisationId }: Books): Promise<ReadonlyMap<string, LedgerInvoice>> {
  const found = await store.ledger.invoices({ organisationId });
  return new Map(found.map((each) => [each.number, each]));
}

export async function openOf(own: Books): Promise<Record<string, number>> {
  return Object.fromEntries([...(await invoicesOf(own))].map(([number, { open }]) => [number, open]));
}

/** An open case about an invoice that waits for a message and, as told, wishes an e-mail. */
export async function caseAbout(own: Books, number: string, message: string, wish?: 'email'): Promise<string> {
  const found = (await invoicesOf(own)).get(number) ?? assert.fail(`no invoice ${number}`);
  const { id, debtorId, creditorId } = found;
  const caseId = await newCase(own, 'p', { debtorId, creditorId, subject: id });
  await begin(own, caseId, [subscribed('9', message, id), ...(wish === undefined ? [] : [emailJob('5')])]);
  await outboxOf(own);
  return caseId;
}

export function subscribed(subscription: string, name: string, correlationKey: string): EngineEvent {
  return { kind: 'messageSubscribed', subscription, instance: '2', element: 3, name, correlationKey };
}

export async function outboxOf(own: Books) {
  const rows = (await take(own)).filter((row) => row.organisationId === own.organisationId);
  for (const row of rows) if (row.kind !== 'command') await own.store.outbox.delivered(row.id);
  return rows;
}

export async function messagesOf(own: Books) {
  const rows = await outboxOf(own);
  return rows.flatMap((row) =>
    row.kind === 'command' && row.command.kind === 'correlateMessage' ? [[row.caseId, row.command.variables]] : [],
  );
}
