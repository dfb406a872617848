import { type OpenItemsFile, readOpenItems } from '@krok/receivables';
import { createHash } from 'node:crypto';
import { decodeText, type TextEncoding } from './decode-text.ts';
import { splitRecords } from './split-records.ts';

export interface ReadFile {
  readonly file: OpenItemsFile;
  readonly encoding: TextEncoding;
  /** Of the bytes, lower-case hex: the same file is known by it. */
  readonly sha256: string;
}

/** Reads the bytes of an open-items file (docs/how-to/import-open-items.md). Never throws: what is wrong is in `file.errors`. */
export function readOpenItemsFile(bytes: Uint8Array): ReadFile {
  const { text, encoding } = decodeText(bytes);
  const { rows, errors } = splitRecords(text);
  return { file: readOpenItems(rows, errors), encoding, sha256: createHash('sha256').update(bytes).digest('hex') };
}
