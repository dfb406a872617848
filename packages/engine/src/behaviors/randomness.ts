import type { RandomSource } from '@krok/feel/executable';
import type { Draft } from '../draft/draft.ts';
import type { Linked } from '../link.ts';
import type { Run } from '../run.ts';

// A case whose definition draws random values keeps its seed and how many it has drawn in the note of its process: every
// draw is another one, whatever the clock says, and a replay draws the same.

/** What the expressions of a step draw from; undefined where the definition draws nothing. */
export function randomSourceOf(linked: Linked, draft: Draft, seed = ''): RandomSource | undefined {
  if (!linked.draws) return undefined;
  const note = draft.find(draft.root)?.note;
  return { seed: String(note?.['seed'] ?? seed), drawn: Number(note?.['drawn'] ?? 0) };
}

/** The instance keeps its seed from here on, if it needs one and has none. */
export function keepSeed(run: Run): void {
  const { random } = run.feelEnv;
  const root = run.draft.instance(run.draft.root);
  if (random === undefined || root.note?.['seed'] !== undefined) return;
  run.emit({ kind: 'elementNoted', instance: root.id, note: { seed: random.seed, drawn: random.drawn } });
}

/** Records what an evaluation has drawn. */
export function noteDraws(run: Run): void {
  const { random } = run.feelEnv;
  if (random === undefined) return;
  const root = run.draft.instance(run.draft.root);
  if (root.note?.['drawn'] === random.drawn) return;
  run.emit({ kind: 'elementNoted', instance: root.id, note: { drawn: random.drawn } });
}
