export type { FeelWarningCode } from './errors.ts';
export { type FeelResult, type Linked, linkExpression } from './link/link.ts';
export type { FeelEnv, FeelWarning, Lookup } from './link/run.ts';
export { drawsRandomness } from './syntax/draws-randomness.ts';
export type { ExpressionTree, FeelEntry, FeelIterator, FeelNode, FeelParameter, FeelType } from './syntax/tree.ts';
export { DaysTimeDuration, YearsMonthsDuration } from './values/durations.ts';
export { FeelDate } from './values/feel-date.ts';
export { FeelDateTime } from './values/feel-date-time.ts';
export { FeelFunction } from './values/feel-function.ts';
export { FeelRange } from './values/feel-range.ts';
export { FeelTime } from './values/feel-time.ts';
export { fromJson, toJson, type ToJsonResult } from './values/json.ts';
export { Decimal, type FeelNumber } from './values/number.ts';
export {
  type FeelContext,
  type FeelList,
  type FeelTypeName,
  type FeelValue,
  isContext,
  isList,
  type Json,
  setEntry,
  typeOf,
} from './values/value.ts';
export type { RandomSource } from './values/random-source.ts';
export { UTC } from './values/zone.ts';
