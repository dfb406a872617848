import type { WorkDetail, WorkItem } from '@krok/contracts/schemas';
import { z } from 'zod';
import { emptyDraft, type WrapUpDraft } from './wrap-up.ts';

/** The step of a case, however often its task is offered. */
export type StepPlace = Pick<WorkItem['cases'][number], 'caseId' | 'elementId'>;

const draft = z.object({
  savedAt: z.number(),
  draft: z.object({
    outcome: z.string().nullable(),
    note: z.string(),
    day: z.string(),
    callbackDay: z.string(),
    callbackTime: z.string(),
    rows: z.record(z.string(), z.object({ outcome: z.string().nullable(), amount: z.string() })),
    form: z.record(z.string(), z.unknown()),
  }),
});

const week = 7 * 86_400_000;

/** What was entered for a step and not yet sent; of this person, in this browser. */
export function readDraft(userId: string, workId: string): WrapUpDraft {
  return parsed(localStorage.getItem(keyOf(userId, workId)))?.draft ?? emptyDraft;
}

export function keepDraft(userId: string, workId: string, kept: WrapUpDraft): void {
  if (isEmpty(kept)) dropDraft(userId, workId);
  else localStorage.setItem(keyOf(userId, workId), JSON.stringify({ savedAt: Date.now(), draft: kept }));
}

export function dropDraft(userId: string, workId: string): void {
  localStorage.removeItem(keyOf(userId, workId));
}

/** What was sent for a step whose listeners may refuse it: there again when it is offered anew. */
export function keepSent(userId: string, place: StepPlace, kept: WrapUpDraft): void {
  keepDraft(userId, placeKey(place), kept);
}

/** What a step begins with: what was entered for it, else what was refused. */
export function firstDraft(userId: string, { id, denied, cases, form }: WorkDetail): WrapUpDraft {
  const own = readDraft(userId, id);
  if (!isEmpty(own) || denied === null || denied.on !== 'completing') return own;
  const [place] = cases;
  const sent = place ? readDraft(userId, placeKey(place)) : emptyDraft;
  return isEmpty(sent) && form !== null ? { ...emptyDraft, form: denied.entered ?? {} } : sent;
}

/** What was forgotten here a week ago names people; it does not stay. */
export function dropOldDrafts(): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const kept = parsed(localStorage.getItem(key));
    if (!kept || kept.savedAt < Date.now() - week) localStorage.removeItem(key);
  }
}

const PREFIX = 'krok-draft ';

function placeKey({ caseId, elementId }: StepPlace): string {
  return `sent ${caseId} ${elementId}`;
}

function keyOf(userId: string, workId: string): string {
  return `${PREFIX}${userId} ${workId}`;
}

/** Nothing was entered. */
export function isEmpty({ outcome, note, day, callbackDay, callbackTime, rows, form }: WrapUpDraft): boolean {
  const texts = [note, day, callbackDay, callbackTime];
  return (
    outcome === null &&
    texts.every((text) => text === '') &&
    Object.keys(rows).length === 0 &&
    Object.keys(form).length === 0
  );
}

function parsed(text: string | null): z.infer<typeof draft> | undefined {
  if (text === null) return undefined;
  try {
    return draft.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
