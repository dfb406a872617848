/** Draws that depend on the seed alone: the same seed gives the same portfolio on every machine. */
export interface Random {
  /** Both included. */
  int(least: number, most: number): number;
  chance(percent: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** One of the entries, as often as its weight says. */
  weighed<T>(entries: readonly [readonly [number, T], ...(readonly [number, T])[]]): T;
}

/** Mulberry32: 32 bits of state are plenty for a few thousand draws. `stream` keeps independent draws apart. */
export function randomOf(seed: number, stream: string): Random {
  let state = seed | 0;
  for (const letter of stream) state = Math.imul(state ^ letter.charCodeAt(0), 0x9e3779b1);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    int,
    chance: (percent) => next() * 100 < percent,
    pick: (list) => list[int(0, list.length - 1)] ?? list[0],
    weighed: (entries) => {
      let left = next() * entries.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, entry] of entries) {
        left -= weight;
        if (left < 0) return entry;
      }
      return entries[0][1];
    },
  };
}
