import { isEmpty } from './emptiness.ts';
import { is } from './identity.ts';
import { builtin, type Overload } from './builtin.ts';

export const LOGIC_FUNCTIONS: readonly Overload[] = [
  builtin('not', ['negand: any'], (run, negand) => {
    if (typeof negand === 'boolean') return !negand;
    return negand === null ? null : run.warn('WRONG_TYPE', 'Expected a boolean to negate but got another type.');
  }),
  builtin('is', ['value1: any', 'value2: any'], (run, a, b) => is(a, b, run)),
  builtin('is defined', ['value: any'], (_run, value) => value !== null),
  builtin('get or else', ['value: any', 'default: any'], (_run, value, other) => (value === null ? other : value)),
  builtin('is empty', ['value: any'], (_run, value) => isEmpty(value)),
  // Camunda 8: marks what a tool of an AI agent is given; as an expression it is the value itself.
  builtin(
    'fromAi',
    ['value: any', 'description?: any', 'type?: any', 'schema?: any', 'options?: any'],
    (_run, value) => value,
  ),
  builtin('assert', ['value: any', 'condition: any', 'cause?: string'], (run, value, condition, cause) =>
    condition === true ? value : run.warn('ASSERTION', `Expected ${cause ?? 'the assertion to hold'} but it does not.`),
  ),
];
