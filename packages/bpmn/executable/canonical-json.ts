/**
 * JSON text of a value by RFC 8785: members sorted by UTF-16 units, no white space, numbers and strings as ECMAScript writes
 * them. Equal values give equal text, so that its SHA-256 names a deployment's content. The caller computes the hash.
 * Takes JSON only: an undefined member is left out as JSON.stringify does; NaN, infinities and other types throw.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`Expected a finite number but got ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`Expected a JSON value but got ${typeof value}`);
}
