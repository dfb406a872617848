/** Equal ones stand once, with how many they are, in the place of the first. */
export function folded<T extends object>(all: readonly T[]): (T & { readonly count: number })[] {
  const counts = new Map<string, { readonly one: T; count: number }>();
  for (const one of all) {
    const key = JSON.stringify(one);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { one, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].map(({ one, count }) => ({ ...one, count }));
}
