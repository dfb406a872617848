import { type FeelValue, isContext, isList } from '../values/value.ts';

/** Whether a list or context has nothing in it; null for other types. */
export function isEmpty(value: FeelValue): boolean | null {
  if (isList(value)) return value.length === 0;
  return isContext(value) ? Object.keys(value).length === 0 : null;
}
