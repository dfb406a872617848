/**
 * XML with an element a line, so that people can read what left: only the white space between elements changes. Text that
 * is no XML stays as it is.
 */
export function xmlText(xml: string): string {
  if (!xml.trimStart().startsWith('<')) return xml;
  const parts = xml.replaceAll(/>\s*</g, '>\n<').split('\n');
  let depth = 0;
  return parts
    .map((part) => {
      if (part.startsWith('</')) depth -= 1;
      const line = `${'  '.repeat(Math.max(0, depth))}${part}`;
      if (/^<[^?!/][^>]*[^/]>$|^<[^?!/]>$/.test(part)) depth += 1;
      return line;
    })
    .join('\n');
}
