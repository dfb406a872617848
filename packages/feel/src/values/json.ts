import { FeelDateTime } from './feel-date-time.ts';
import { FeelFunction } from './feel-function.ts';
import { FeelObject } from './feel-object.ts';
import { FeelRange } from './feel-range.ts';
import { isDecimal } from './number.ts';
import { type FeelValue, isList, type Json, setEntry } from './value.ts';

export type ToJsonResult =
  | { readonly kind: 'json'; readonly json: Json }
  | { readonly kind: 'notJson'; readonly reason: string };

/** Values nested deeper than this are refused. */
const MAX_JSON_DEPTH = 1000;

/** A list that holds another one twice, and so on, is small in memory and without end as text. */
const MAX_JSON_PARTS = 500_000;

/**
 * A value in the form in which variables are kept. Dates, times and durations become ISO 8601 text; a range, a function
 * and a number that a JSON number cannot hold exactly are refused. Parts that are JSON already are not copied.
 */
export function toJson(value: FeelValue): ToJsonResult {
  const json = convert(value, 0, { left: MAX_JSON_PARTS });
  return json instanceof NotJson ? { kind: 'notJson', reason: json.reason } : { kind: 'json', json };
}

/** JSON as a FEEL value: the value itself. Text stays text, so an expression says `date(due)`. */
export function fromJson(json: Json): FeelValue {
  return json;
}

class NotJson {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Parts that may still be looked at. */
interface Budget {
  left: number;
}

function convert(value: FeelValue, depth: number, budget: Budget): Json | NotJson {
  if (value === null || typeof value !== 'object') return value;
  if (isDecimal(value)) {
    const digits = value.precision();
    return digits > 17
      ? new NotJson(`Expected a number of at most 17 significant digits but got ${digits}.`)
      : new NotJson(`Expected a number that JSON holds exactly but got ${value.toString()}.`);
  }
  if (value instanceof FeelRange) return new NotJson('Expected a value that JSON can hold but got a range.');
  if (value instanceof FeelFunction) return new NotJson('Expected a value that JSON can hold but got a function.');
  if (value instanceof FeelDateTime) return value.toIsoString();
  if (value instanceof FeelObject) return isoTime(String(value));
  if (depth >= MAX_JSON_DEPTH) return new NotJson(`Expected at most ${MAX_JSON_DEPTH} levels but got more.`);
  return isList(value)
    ? convertList(value, depth, budget)
    : convertContext(value as Readonly<Record<string, FeelValue>>, depth, budget);
}

/** A time in a named zone has no ISO form with that name; the time alone has. */
function isoTime(text: string): string {
  const zone = text.indexOf('@');
  return zone < 0 ? text : text.slice(0, zone);
}

function tooMany(parts: number, budget: Budget): boolean {
  budget.left -= parts;
  return budget.left < 0;
}

const TOO_MANY = new NotJson(`Expected at most ${MAX_JSON_PARTS} parts but got more.`);

function convertList(list: readonly FeelValue[], depth: number, budget: Budget): Json | NotJson {
  if (tooMany(list.length, budget)) return TOO_MANY;
  let copy: Json[] | null = null;
  for (let i = 0; i < list.length; i += 1) {
    const item = list[i] ?? null;
    const json = convert(item, depth + 1, budget);
    if (json instanceof NotJson) return json;
    if (copy === null && json !== item) copy = list.slice(0, i) as Json[];
    copy?.push(json);
  }
  return copy ?? (list as readonly Json[]);
}

function convertContext(context: Readonly<Record<string, FeelValue>>, depth: number, budget: Budget): Json | NotJson {
  const keys = Object.keys(context);
  if (tooMany(keys.length, budget)) return TOO_MANY;
  let copy: Record<string, FeelValue> | null = null;
  for (const key of keys) {
    const item = context[key] ?? null;
    const json = convert(item, depth + 1, budget);
    if (json instanceof NotJson) return json;
    if (copy === null && json !== item) {
      copy = {};
      for (const earlier of keys) {
        if (earlier === key) break;
        setEntry(copy, earlier, context[earlier] ?? null);
      }
    }
    if (copy !== null) setEntry(copy, key, json);
  }
  return (copy ?? context) as { readonly [key: string]: Json };
}
