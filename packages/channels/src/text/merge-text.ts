export type MergeValue = string | number | boolean;

export type MergedText =
  | { readonly kind: 'merged'; readonly text: string }
  /** Names without a value, or a `{{` that opens no name. */
  | { readonly kind: 'wrong'; readonly problem: string };

/**
 * Puts values in the place of `{{name}}`, once: what is put in is never read as a template. Strict: an unknown name is a
 * problem, not an empty text.
 */
export function mergeText(template: string, values: ReadonlyMap<string, MergeValue>): MergedText {
  const missing = new Set<string>();
  const parts = template.split('{{');
  let text = parts[0] ?? '';
  for (const part of parts.slice(1)) {
    const end = part.indexOf('}}');
    const name = part.slice(0, Math.max(end, 0)).trim();
    if (end < 0 || !/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name)) {
      return { kind: 'wrong', problem: 'Expected a name between {{ and }} but got something else.' };
    }
    const value = values.get(name);
    if (value === undefined) missing.add(name);
    text += `${String(value ?? '')}${part.slice(end + 2)}`;
  }
  if (missing.size === 0) return { kind: 'merged', text };
  return { kind: 'wrong', problem: `Expected values for ${[...missing].join(', ')} but got none.` };
}
