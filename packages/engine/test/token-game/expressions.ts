import type { Expression } from '@krok/bpmn/executable';

/** Names that an expression sees. */
export type Names = (name: string) => unknown;

const number = (names: Names, name: string): number => Number(names(name));

/** The expressions of the random models, each read by hand: the game shares nothing with our FEEL. */
const READ: Readonly<Record<string, (names: Names) => unknown>> = {
  n: (names) => number(names, 'n'),
  'n + 1': (names) => number(names, 'n') + 1,
  'n >= 0': (names) => number(names, 'n') >= 0,
  'n >= 3': (names) => number(names, 'n') >= 3,
  'n < 3': (names) => number(names, 'n') < 3,
  'n < 100': (names) => number(names, 'n') < 100,
  'modulo(n, 2) = 0': (names) => number(names, 'n') % 2 === 0,
  'modulo(n, 3) = 0': (names) => number(names, 'n') % 3 === 0,
  '[1, 2]': () => [1, 2],
  '[]': () => [],
  more: (names) => names('more'),
  last: (names) => names('last'),
  'item + n': (names) => number(names, 'item') + number(names, 'n'),
  'numberOfCompletedInstances >= 1': (names) => number(names, 'numberOfCompletedInstances') >= 1,
  'activationCount >= 2': (names) => number(names, 'activationCount') >= 2,
};

export function valueOf(expression: Expression, names: Names): unknown {
  if (expression.kind === 'static') return expression.text;
  const listed = /^\["e\d.*\]$/.test(expression.tree.source);
  if (listed) return JSON.parse(expression.tree.source);
  const read = READ[expression.tree.source];
  if (read === undefined) throw new Error(`The game cannot read ${expression.tree.source}`);
  return read(names);
}

/** Durations of the models are of hours and minutes, which no calendar changes. */
export function millisecondsOf(text: string): number {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(text);
  if (match === null) throw new Error(`The game cannot read ${text}`);
  return (Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)) * 60_000;
}
