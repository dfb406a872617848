import assert from 'node:assert/strict';
import type { Variables } from '@krok/engine';
import { call, decide, type FlowFirm } from './flow-firm.ts';
import { type Scene, type Wait, when } from './live-stories.ts';

export const called = (number: string) =>
  when(`a call about ${number}`, (scene) => scene.workOn('call', number) !== undefined);
export const asked = (number: string) =>
  when(`an approval of ${number}`, (scene) => scene.workOn('approval', number) !== undefined);
export const tasked = (number: string) =>
  when(`work on ${number}`, (scene) => scene.workOn('task', number) !== undefined);
export const listed = (number: string) =>
  when(`the listing of ${number}`, (scene) => scene.listingOf(number)?.state === 'active');
export const ended = (number: string) => when(`the end of ${number}`, (scene) => scene.ended(number));

export const REFUSES: Variables = { outcome: 'refuses' };
export const says = (answers: Readonly<Record<string, Variables>>) => (number: string) => answers[number] ?? REFUSES;

export const DAY = 86_400_000;

/** Calls in vain, demand, month, approval as told. */
export async function* toApproval(
  firm: FlowFirm,
  number: string,
  approved: boolean,
): AsyncGenerator<Wait, Scene, Scene> {
  const scene = yield called(number);
  await call(firm, workOf(scene, 'call', number), says({}));
  const later = yield asked(number);
  await decide(firm, workOf(later, 'approval', number), approved);
  return later;
}

export async function* toListing(firm: FlowFirm, number: string): AsyncGenerator<Wait, Scene, Scene> {
  yield* toApproval(firm, number, true);
  return yield listed(number);
}

export function workOf(scene: Scene, channel: 'call' | 'approval' | 'task', number: string) {
  const work = scene.workOn(channel, number);
  assert.ok(work, `Expected a ${channel} about ${number} but there is none.`);
  return work;
}

export function numbersOf({ acts }: { readonly acts: readonly { readonly variables: Variables }[] }): string[] {
  return acts.map(({ variables }) => String(variables['invoiceNumber'])).sort();
}

/** Grosze that the register shows. */
export function stated(scene: Scene, number: string): number | undefined {
  const { id } = scene.invoice(number);
  return scene.listingOf(number)?.items.find(({ invoiceId }) => invoiceId === id)?.stated;
}

export const isAboutCosts = (scene: Scene, number: string) => (bundle: Scene['work'][number]) =>
  bundle.acts.some(({ type, source }) => type === 'decide-claim-costs' && source.id === scene.claimOf(number)?.id);

export const isAboutListing = (scene: Scene, number: string) => (bundle: Scene['work'][number]) =>
  bundle.acts.some(({ type, source }) => type === 'correct-listing' && source.id === scene.listingOf(number)?.id);

export async function imported(firm: FlowFirm, creditorId: string, csv: string): Promise<void> {
  const { errors } = await firm.import(creditorId, csv);
  assert.deepEqual(errors, []);
}
