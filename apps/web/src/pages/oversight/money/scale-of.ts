/** The end of an axis: 1, 2, 2.5 or 5 times a power of ten, at least the largest value. */
export function scaleOf(values: readonly number[]): number {
  const most = Math.max(0, ...values);
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 2.5, 5].find((step) => step * power >= most) ?? 10) * power;
}
