import type { Run } from '../link/run.ts';
import {
  entryOf,
  type FeelContext,
  type FeelList,
  type FeelValue,
  isContext,
  isList,
  setEntry,
} from '../values/value.ts';
import { builtin, type Overload } from './builtin.ts';

export const CONTEXT_FUNCTIONS: readonly Overload[] = [
  builtin('get value', ['m: context', 'key: string'], (run, context, key) => {
    const value = entryOf(context, key);
    return value !== undefined ? value : run.warn('NO_MEMBER', `Expected an entry "${key}" but there is none.`);
  }),
  builtin('get value', ['context: context', 'key: string | list'], (run, context, keys) =>
    valueAt(context, isList(keys) ? keys : [keys], run),
  ),
  builtin('get entries', ['m: context'], entries),
  builtin('get entries', ['context: context'], entries),
  builtin('context', ['entries: list'], fromEntries),
  builtin('context put', ['context: context', 'key: string', 'value: any'], (run, context, key, value) =>
    put(context, [key], value, run),
  ),
  builtin('context put', ['context: context', 'keys: list', 'value: any'], (run, context, keys, value) =>
    put(context, keys, value, run),
  ),
  builtin('context merge', ['contexts: list'], merge),
  builtin('context merge', ['...contexts: context'], (run, ...contexts) => merge(run, contexts)),
];

function valueAt(context: FeelContext, keys: FeelList, run: Run): FeelValue {
  if (keys.length === 0) return run.warn('WRONG_ARGUMENTS', 'Expected a path of keys but got none.');
  let value: FeelValue = context;
  for (const key of keys) {
    const entry: FeelValue | undefined = isContext(value) && typeof key === 'string' ? entryOf(value, key) : undefined;
    if (entry === undefined) return run.warn('NO_MEMBER', 'Expected an entry at the path of keys but there is none.');
    value = entry;
  }
  return value;
}

function entries(run: Run, context: FeelContext): FeelValue {
  const keys = Object.keys(context);
  run.burn(keys.length);
  return keys.map((key) => ({ key, value: entryOf(context, key) ?? null }));
}

function fromEntries(run: Run, list: FeelList): FeelValue {
  run.burn(list.length);
  const context: Record<string, FeelValue> = {};
  for (const item of list) {
    const key = isContext(item) ? entryOf(item, 'key') : undefined;
    const value = isContext(item) ? entryOf(item, 'value') : undefined;
    if (typeof key !== 'string' || value === undefined || Object.hasOwn(context, key)) {
      return run.warn('WRONG_ARGUMENTS', 'Expected entries with distinct keys and a value each but got another.');
    }
    setEntry(context, key, value);
  }
  return context;
}

function put(context: FeelContext, keys: FeelList, value: FeelValue, run: Run): FeelValue {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') return run.warn('WRONG_ARGUMENTS', 'Expected a path of keys but got another.');
  run.enter(2, Object.keys(context).length);
  const old = entryOf(context, key) ?? {};
  const changed = rest.length === 0 ? value : isContext(old) ? put(old, rest, value, run) : undefined;
  run.leave(2);
  if (changed === undefined || (rest.length > 0 && changed === null)) {
    return run.warn('WRONG_TYPE', `Expected a context at "${key}" but got another type.`);
  }
  const copy: Record<string, FeelValue> = {};
  for (const name of Object.keys(context)) setEntry(copy, name, entryOf(context, name) ?? null);
  setEntry(copy, key, changed);
  return copy;
}

function merge(run: Run, contexts: FeelList): FeelValue {
  const merged: Record<string, FeelValue> = {};
  for (const context of contexts) {
    if (!isContext(context)) return run.warn('WRONG_TYPE', 'Expected a list of contexts but got another.');
    const keys = Object.keys(context);
    run.burn(keys.length + 1);
    for (const key of keys) setEntry(merged, key, entryOf(context, key) ?? null);
  }
  return merged;
}
