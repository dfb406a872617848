import { UsageError } from './errors.ts';

/** The value of an option: whole, from `least` to `most`. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`Expected a whole number from ${least} to ${most} after --${option} but got "${text}".`);
}
