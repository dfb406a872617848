/**
 * Text of an XML file in whatever encoding it says that it has: by its byte order mark, else by its declaration (XML 1.0
 * §4.3.3 and appendix F), else UTF-8. The declaration then says UTF-8, as the text will be written in it. Bytes that the
 * encoding does not have become U+FFFD; an encoding that nobody knows is left in the declaration, for `compileBpmn` to refuse.
 */
export function decodeXml(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  const decoder = decoderFor(encoding);
  if (decoder === null) return new TextDecoder().decode(bytes);
  const text = decoder.decode(bytes);
  return text.replace(DECLARED, (_, before: string, quote: string) => `${before}${quote}UTF-8${quote}`);
}

/** Of an XML declaration, in text or in bytes read as Latin characters. */
const DECLARED = /^(\ufeff?<\?xml\s[^?]*?encoding\s*=\s*)(["'])([A-Za-z][\w.-]*)\2/;

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  if (first === 0xef && second === 0xbb) return 'utf-8';
  const head = String.fromCharCode(...bytes.slice(0, 200));
  const declared = DECLARED.exec(head)?.[3] ?? 'utf-8';
  // What is written in bytes can't be UTF-16, whatever the program that wrote it says.
  return /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

function decoderFor(encoding: string): TextDecoder | null {
  try {
    return new TextDecoder(encoding);
  } catch {
    return null;
  }
}
