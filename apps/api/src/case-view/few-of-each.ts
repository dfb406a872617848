/** Of each group the first are shown, and in all no more than `most`. */
export interface Few {
  readonly each: number;
  readonly most: number;
}

export const SHOWN: Few = { each: 7, most: 50 };

/**
 * What is shown of many at first: a thousand runs of one activity do not hide what else there is. In the order of `all`.
 * @param groupOf such as the element that they are about
 */
export function fewOfEach<T>(all: readonly T[], groupOf: (one: T) => string, { each, most }: Few = SHOWN): T[] {
  return byTurns(all, groupOf)
    .filter(({ turn }) => turn < each)
    .slice(0, most)
    .toSorted((left, right) => left.place - right.place)
    .map(({ one }) => one);
}

/** The first of each group, then the second of each, and so on. */
export function byTurns<T>(
  all: readonly T[],
  groupOf: (one: T) => string,
): { readonly one: T; readonly turn: number; readonly place: number }[] {
  const turns = new Map<string, number>();
  return all
    .map((one, place) => {
      const group = groupOf(one);
      const turn = turns.get(group) ?? 0;
      turns.set(group, turn + 1);
      return { one, turn, place };
    })
    .toSorted((left, right) => left.turn - right.turn);
}
