import type { FeelFunction } from './feel-function.ts';
import type { FeelRange } from './feel-range.ts';
import { type FeelNumber, isDecimal } from './number.ts';
import type { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import { FeelObject } from './feel-object.ts';
import type { FeelDate } from './feel-date.ts';
import type { FeelDateTime } from './feel-date-time.ts';
import type { FeelTime } from './feel-time.ts';

/** What JSON can hold. Every JSON value is a FEEL value as it is. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A FEEL value (DMN 1.5 §10.3.2.2): lists are arrays, contexts plain objects; never changed once made. */
export type FeelValue =
  | null
  | boolean
  | FeelNumber
  | string
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysTimeDuration
  | YearsMonthsDuration
  | FeelRange
  | FeelFunction
  | FeelList
  | FeelContext;

export type FeelList = readonly FeelValue[];
export interface FeelContext {
  readonly [key: string]: FeelValue;
}

export type FeelTypeName =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

export function typeOf(value: FeelValue): FeelTypeName {
  switch (typeof value) {
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value as 'boolean' | 'number' | 'string';
    default:
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'list';
      if (value instanceof FeelObject) return value.type;
      return isDecimal(value) ? 'number' : 'context';
  }
}

export function isList(value: FeelValue): value is FeelList {
  return Array.isArray(value);
}

export function isContext(value: FeelValue): value is FeelContext {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof FeelObject) &&
    !isDecimal(value)
  );
}

export function isNumber(value: FeelValue): value is FeelNumber {
  return typeof value === 'number' || isDecimal(value);
}

/** The own entry of a context, or undefined: inherited members of objects are no entries. */
export function entryOf(context: FeelContext, key: string): FeelValue | undefined {
  return Object.hasOwn(context, key) ? context[key] : undefined;
}

/** Adds an entry to a context under construction; `__proto__` too is an ordinary key. */
export function setEntry(context: Record<string, FeelValue>, key: string, value: FeelValue): void {
  if (key === '__proto__') {
    Object.defineProperty(context, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    context[key] = value;
  }
}
