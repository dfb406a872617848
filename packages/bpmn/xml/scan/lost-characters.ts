import type { Finding } from '../finding.ts';

/**
 * Bytes that the encoding does not have were read as U+FFFD (`decodeXml`), and a name that holds one is not the name that was
 * written: a message of that name never comes. Told once, at the first.
 */
export function findLostCharacters(xml: string): readonly Finding[] {
  const first = xml.indexOf('\ufffd');
  if (first < 0) return [];
  const before = xml.slice(0, first).split('\n');
  const count = xml.split('\ufffd').length - 1;
  return [
    {
      rule: 'xml-encoding',
      severity: 'warning',
      message: `Expected bytes of the encoding that the file declares but ${count} could not be read`,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
    },
  ];
}
