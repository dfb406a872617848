/** A Polish number as people write it, +48 600 700 800; any other as it came. */
export function phoneText(number: string): string {
  const [, first, second, third] = /^\+?48(\d{3})(\d{3})(\d{3})$/.exec(number) ?? [];
  return third === undefined ? number : `+48 ${first} ${second} ${third}`;
}
