import type { Run } from '../link/run.ts';
import type { FeelType } from '../syntax/tree.ts';
import { FeelDate } from './feel-date.ts';
import { FeelDateTime } from './feel-date-time.ts';
import { FeelFunction } from './feel-function.ts';
import { FeelRange } from './feel-range.ts';
import { entryOf, type FeelValue, isContext, isList, typeOf } from './value.ts';
import { UTC } from './zone.ts';

/** `value instance of type` (DMN 1.5 §10.3.2.9): null is an instance of `Null` only. */
export function isInstance(value: FeelValue, type: FeelType, run: Run): boolean | null {
  if (type.kind === 'named' && !TYPE_NAMES.has(type.name)) {
    return run.warn('WRONG_TYPE', `Expected a type but "${type.name}" is none.`);
  }
  if (value === null) return type.kind === 'named' && type.name === 'Null';
  return conforms(value, type, run);
}

/** Whether a value may stand where a type is asked for; null always may, and a type of a name unknown here takes all. */
export function conforms(value: FeelValue, type: FeelType, run: Run): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'named':
      return type.name === 'Any' || !TYPE_NAMES.has(type.name) || typeOf(value) === type.name;
    case 'list':
      run.burn(isList(value) ? value.length : 1);
      return isList(value) && value.every((item) => conforms(item, type.of, run));
    case 'range':
      return value instanceof FeelRange && conforms(value.low, type.of, run) && conforms(value.high, type.of, run);
    case 'context':
      return (
        isContext(value) &&
        type.entries.every((entry) => {
          const entryValue = entryOf(value, entry.name);
          return entryValue !== undefined && conforms(entryValue, entry.type, run);
        })
      );
    case 'function':
      return value instanceof FeelFunction && value.parameters.length === type.parameters.length;
  }
}

/** The value as a parameter of the type takes it (implicit conversions, DMN 1.5 §10.3.2.9.4); undefined if it does not. */
export function convert(value: FeelValue, type: FeelType, run: Run): FeelValue | undefined {
  if (conforms(value, type, run)) return value;
  if (type.kind === 'list') return isList(value) || !conforms(value, type.of, run) ? undefined : [value];
  if (value instanceof FeelDate && type.kind === 'named' && type.name === 'date and time') {
    return new FeelDateTime(value.days, 0, UTC);
  }
  const single = isList(value) && value.length === 1 ? (value[0] ?? null) : null;
  return single !== null && conforms(single, type, run) ? single : undefined;
}

const TYPE_NAMES: ReadonlySet<string> = new Set([
  'Any',
  'Null',
  'boolean',
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'range',
  'function',
  'list',
  'context',
]);
