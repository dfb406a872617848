import { type Draft, procedureFile, type ProcedureFile } from '@krok/contracts/schemas';
import { z } from 'zod';

const unsaved = z.object({
  savedAt: z.number(),
  revision: z.number().int(),
  name: z.string(),
  files: z.array(procedureFile),
});
export type UnsavedDraft = z.infer<typeof unsaved>;

const month = 31 * 86_400_000;
const prefix = 'krok-drawing ';

/** What the server could not take yet: kept by the browser for this person, over a lost session or a closed page. */
export function keepUnsaved(userId: string, draftId: string, kept: Omit<UnsavedDraft, 'savedAt'>): void {
  try {
    localStorage.setItem(keyOf(userId, draftId), JSON.stringify({ ...kept, savedAt: Date.now() }));
  } catch {
    // No room: it stays on the screen, and the page warns before it is closed.
  }
}

export function dropUnsaved(userId: string, draftId: string): void {
  localStorage.removeItem(keyOf(userId, draftId));
}

/** What was kept of this draft, unless the server has it after all. What was forgotten for a month does not stay. */
export function readUnsaved(userId: string, opened: Draft): UnsavedDraft | null {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    const kept = parsed(localStorage.getItem(key));
    if (!kept || kept.savedAt < Date.now() - month) localStorage.removeItem(key);
  }
  const kept = parsed(localStorage.getItem(keyOf(userId, opened.id)));
  if (!kept) return null;
  if (kept.name !== opened.name || !sameFiles(kept.files, opened.files)) return kept;
  dropUnsaved(userId, opened.id);
  return null;
}

function sameFiles(left: readonly ProcedureFile[], right: readonly ProcedureFile[]): boolean {
  const other = new Map(right.map((file) => [`${file.kind} ${file.name}`, file.content]));
  return left.length === right.length && left.every((file) => other.get(`${file.kind} ${file.name}`) === file.content);
}

function keyOf(userId: string, draftId: string): string {
  return `${prefix}${userId} ${draftId}`;
}

function parsed(text: string | null): UnsavedDraft | null {
  if (text === null) return null;
  try {
    return unsaved.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
