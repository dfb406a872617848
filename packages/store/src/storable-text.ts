/** Text of anybody as PostgreSQL keeps it: it has no NUL, and no half of a pair in JSON. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
