/** Encodings that Polish programs write. */
export type TextEncoding = 'utf-8' | 'windows-1250' | 'iso-8859-2' | 'utf-16le' | 'utf-16be';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: TextEncoding;
}

/**
 * A byte order mark decides. Without one: UTF-16 where every other byte is zero, UTF-8 where the bytes are valid UTF-8,
 * else one of the two that give a Polish letter one byte (a byte from 0x80 on that stands alone is never valid UTF-8).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be');
  const wide = wideOf(bytes);
  if (wide !== null) return decoded(bytes, wide);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return decoded(bytes, narrowOf(bytes));
  }
}

function decoded(bytes: Uint8Array, encoding: TextEncoding): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

/** What a header is made of has its zeros on one side. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, HEAD);
  let [even, odd] = [0, 0];
  for (const [place, byte] of head.entries()) {
    if (byte !== 0) continue;
    if (place % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = head.length / 4;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : null;
}

const HEAD = 512;

/** Six letters differ: ą ś ź and their capitals. Each reading makes signs of the other's that no name or address has. */
function narrowOf(bytes: Uint8Array): 'windows-1250' | 'iso-8859-2' {
  let balance = 0;
  for (const byte of bytes) {
    if (OF_WINDOWS.has(byte)) balance += 1;
    else if (OF_ISO.has(byte)) balance -= 1;
  }
  return balance < 0 ? 'iso-8859-2' : 'windows-1250';
}

const OF_WINDOWS: ReadonlySet<number> = new Set([0xa5, 0xb9, 0x8c, 0x9c, 0x8f, 0x9f]);
const OF_ISO: ReadonlySet<number> = new Set([0xa1, 0xb1, 0xa6, 0xb6, 0xac, 0xbc]);
