import { brotliCompressSync, brotliDecompressSync, constants, deflateRawSync, inflateRawSync } from 'node:zlib';

/** How bytes were made smaller: 0 not at all, 1 deflate, 2 brotli. */
export type Squeezing = 0 | 1 | 2;

/** Smaller bytes, where that is worth it. */
export function squeeze(
  plain: Buffer,
  worthFrom: number,
): { readonly bytes: Buffer<ArrayBufferLike>; readonly how: Squeezing } {
  if (plain.length < worthFrom) return { bytes: plain, how: 0 };
  if (plain.length < LONG) return { bytes: deflateRawSync(plain), how: 1 };
  return { bytes: brotliCompressSync(plain, { params: FAR_SIGHTED }), how: 2 };
}

export function unsqueeze(bytes: Buffer, how: Squeezing): Buffer {
  if (how === 2) return brotliDecompressSync(bytes);
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
