import assert from 'node:assert/strict';
import type { Variables } from '@krok/engine';
import { StoreError } from '@krok/store';
import { officialJob, type Official, outbox, plan } from './test-official.ts';
import { commit } from './test-store.ts';

export const refusedWith = (code: string) => (error: unknown) => error instanceof StoreError && error.code === code;

/** The case asks for an approval, and the approver gives it. */
export async function approve(own: Official, caseId: string, approves: string): Promise<void> {
  const { store } = own;
  const job = `approve ${approves} ${Math.random()}`;
  await commit(own, caseId, [officialJob(job, 'approve', { approves })]);
  await plan(own);
  const [bundle] = await store.acts.worklist({ organisationId: own.organisationId, caseId, channel: 'approval' });
  assert.ok(bundle);
  const { hash, version } = await store.approvals.view(bundle.id);
  await store.approvals.decide({ bundleId: bundle.id, version, hash, by: own.approver, approved: true });
  await outbox(own);
}

/** Lists or sues in one bundle; gives what `recordIntent` says. */
export async function leave(own: Official, type: 'list-in-krd' | 'file-in-epu', ...cases: readonly string[]) {
  const { store } = own;
  for (const [index, caseId] of cases.entries()) await commit(own, caseId, [officialJob(`${type} ${index}`, type)]);
  const { machineBundles } = await plan(own);
  const [bundle] = machineBundles;
  assert.ok(bundle);
  return { bundleId: bundle.bundleId, start: await store.acts.recordIntent(bundle.bundleId) };
}

export async function listed(own: Official, ...cases: readonly string[]): Promise<string> {
  const { store } = own;
  for (const caseId of cases) await approve(own, caseId, 'list-in-krd');
  const { bundleId, start } = await leave(own, 'list-in-krd', ...cases);
  assert.equal(start.kind, 'attempt');
  if (start.kind === 'attempt')
    await store.acts.recordOutcome(start.effect.id, { kind: 'delivered', reference: 'job-1' });
  const entry = await store.duties.ofBundle(bundleId);
  assert.ok(entry?.kind === 'listing');
  return entry.listing.id;
}

export async function filed(own: Official, ...cases: readonly string[]): Promise<string> {
  const { store } = own;
  for (const caseId of cases) await approve(own, caseId, 'file-in-epu');
  const { bundleId, start } = await leave(own, 'file-in-epu', ...cases);
  assert.equal(start.kind, 'attempt');
  if (start.kind === 'attempt') {
    await store.acts.recordOutcome(start.effect.id, { kind: 'delivered', reference: 'P-1' });
  }
  const entry = await store.duties.ofBundle(bundleId);
  assert.ok(entry?.kind === 'claim');
  return entry.claim.id;
}

/** Performs what the desk has for machines. */
export async function performDuty(own: Official): Promise<string> {
  const { store } = own;
  const { machineBundles } = await plan(own);
  const [bundle] = machineBundles;
  assert.ok(bundle, 'a duty at the desk');
  const start = await store.acts.recordIntent(bundle.bundleId);
  assert.equal(start.kind, 'attempt');
  if (start.kind === 'attempt') await store.acts.recordOutcome(start.effect.id, { kind: 'delivered', reference: 'd' });
  const { acts, kind } = await store.acts.bundle(bundle.bundleId);
  assert.equal(kind, 'duty');
  return acts[0]?.type ?? '';
}

export const ACCEPTED = { answers: [{ kind: 'accepted', reference: 'KRD-1', on: '2026-07-01' }], askAt: null } as const;

export const variablesOf = (command: unknown) => (command as { readonly variables: Variables }).variables;
