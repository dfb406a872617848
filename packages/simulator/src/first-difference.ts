/** Where two values first differ as JSON; `undefined` stands for "not there". */
export interface Difference {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** Compares as canonical JSON would: the order of keys never matters, members that are undefined are not there. */
export function firstDifference(left: unknown, right: unknown): Difference | null {
  const open: Difference[] = [{ path: '', left, right }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Object.is(next.left, next.right) || next.left === next.right) continue;
    if (!isObject(next.left) || !isObject(next.right) || Array.isArray(next.left) !== Array.isArray(next.right))
      return next;
    const list = Array.isArray(next.left);
    const keys = [...new Set([...Object.keys(next.left), ...Object.keys(next.right)])];
    if (!list) keys.sort();
    for (const key of keys.reverse()) {
      const path = list ? `${next.path}[${key}]` : `${next.path}.${key}`;
      open.push({ path, left: member(next.left, key), right: member(next.right, key) });
    }
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function member(of: object, key: string): unknown {
  return Object.hasOwn(of, key) ? Reflect.get(of, key) : undefined;
}
