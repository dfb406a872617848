import { brotliCompressSync, brotliDecompressSync, constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { SQUEEZE_DICTIONARY } from './squeeze-dictionary.ts';

/** How bytes were made smaller: 0 not at all, 1 deflate, 2 brotli, 3 deflate that points at `SQUEEZE_DICTIONARY`. */
export type Squeezing = 0 | 1 | 2 | 3;

/** Smaller bytes, where that is worth it. */
export function squeeze(
  plain: Buffer,
  worthFrom: number,
): { readonly bytes: Buffer<ArrayBufferLike>; readonly how: Squeezing } {
  if (plain.length < worthFrom) return { bytes: plain, how: 0 };
  if (plain.length < LONG) return { bytes: deflateRawSync(plain, { dictionary: SQUEEZE_DICTIONARY }), how: 3 };
  return { bytes: brotliCompressSync(plain, { params: FAR_SIGHTED }), how: 2 };
}

export function unsqueeze(bytes: Buffer, how: Squeezing): Buffer {
  if (how === 2) return brotliDecompressSync(bytes);
  if (how === 3) return inflateRawSync(bytes, { dictionary: SQUEEZE_DICTIONARY });
  // What releases before the dictionary wrote.
  return how === 1 ? inflateRawSync(bytes) : bytes;
}

/**
 * A long step says the same again and again: every task that it opens has all variables. Deflate looks back 32 KB only, this
 * 16 MB.
 */
const FAR_SIGHTED = {
  [constants.BROTLI_PARAM_QUALITY]: 4,
  [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
};
const LONG = 128 * 1024;
