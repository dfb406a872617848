import type { Variables } from '@krok/engine';

export interface ShownVariable {
  readonly name: string;
  readonly value: unknown;
  readonly change: 'none' | 'added' | 'changed' | 'removed';
  readonly before: unknown;
}

/** Variables as they are with what became of them since; those that changed first. */
export function changedVariables(before: Variables, now: Variables): ShownVariable[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  const shown = names.map((name): ShownVariable => {
    const was = before[name];
    const is = now[name];
    const change = !Object.hasOwn(before, name)
      ? 'added'
      : !Object.hasOwn(now, name)
        ? 'removed'
        : same(was, is)
          ? 'none'
          : 'changed';
    return { name, value: is, change, before: was };
  });
  return shown.toSorted((left, right) => Number(left.change === 'none') - Number(right.change === 'none'));
}

function same(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
