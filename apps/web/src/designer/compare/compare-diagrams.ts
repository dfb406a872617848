import type { ModdleElement } from '../services.ts';
import { type DescribedElement, describeDiagram, labelSuffix } from './describe-diagram.ts';

export interface ValueChange {
  /** Path of what changed, such as `eventDefinitions.TimerEventDefinition.timeDate.body`. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export type ElementChange =
  | { readonly kind: 'added' | 'removed' | 'moved'; readonly element: DescribedElement }
  | { readonly kind: 'changed'; readonly element: DescribedElement; readonly values: readonly ValueChange[] };

/** What differs between two diagrams, by the ids of their elements; `before` may be absent (a new procedure). */
export function compareDiagrams(before: ModdleElement | null, after: ModdleElement): readonly ElementChange[] {
  const former = before ? describeDiagram(before) : new Map<string, DescribedElement>();
  const now = describeDiagram(after);
  const changes: ElementChange[] = [];
  for (const [id, element] of now) {
    const old = former.get(id);
    if (!old) changes.push({ kind: 'added', element });
    else {
      const values = changedValues(old, element);
      if (values.length > 0) changes.push({ kind: 'changed', element, values });
      else if (old.drawn !== element.drawn) changes.push({ kind: 'moved', element });
    }
  }
  for (const [id, element] of former) if (!now.has(id)) changes.push({ kind: 'removed', element });
  return changes;
}

function changedValues(old: DescribedElement, now: DescribedElement): ValueChange[] {
  const paths = [...new Set([...old.values.keys(), ...now.values.keys()])];
  const changed = paths.flatMap((path) => {
    if (path.endsWith(labelSuffix)) return [];
    const before = old.values.get(path) ?? null;
    const after = now.values.get(path) ?? null;
    if (before === after) return [];
    return [{ path, before: said(old, path, before), after: said(now, path, after) }];
  });
  return old.type === now.type ? changed : [{ path: '$type', before: old.type, after: now.type }, ...changed];
}

function said({ values }: DescribedElement, path: string, value: string | null): string | null {
  return value === null ? null : (values.get(`${path}${labelSuffix}`) ?? value);
}
