/** Grosze of an amount as people write it: `1 234,56`, `1234.5`. Null where it is no positive amount. */
export function groszeOf(text: string): number | null {
  const match = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s\u00a0]/g, ''));
  if (!match) return null;
  const [, zlote = '0', rest = ''] = match;
  const grosze = Number(zlote) * 100 + Number(rest.padEnd(2, '0'));
  return grosze > 0 ? grosze : null;
}
