import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { StoreError } from './errors.ts';

/**
 * JSON -> deflate -> AES-256-GCM. Layout: nonce (12), tag (16), ciphertext; the first plain byte says whether it was deflated.
 * @param place what the bytes are and belong to: bytes moved to another row don't open
 */
export function sealJson(key: Buffer, place: string, value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const deflated = text.length >= WORTH_DEFLATING ? deflateRawSync(text) : text;
  return sealBytes(key, place, Buffer.concat([deflated === text ? PLAIN : DEFLATED, deflated]));
}

/** `T` is what the same release or an older one sealed at this place: the tag proves that nobody else wrote it. */
export function openJson<T>(key: Buffer, place: string, sealed: Buffer): T {
  const opened = openBytes(key, place, sealed);
  const body = opened.subarray(1);
  const text = opened[0] === DEFLATED[0] ? inflateRawSync(body) : body;
  return JSON.parse(text.toString()) as T;
}

export function sealBytes(key: Buffer, place: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

export function openBytes(key: Buffer, place: string, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    throw new StoreError('STORED_DATA_BROKEN', `Expected sealed data of ${place} but they do not open with its key.`);
  }
}

const NONCE = 12;
const TAG = 16;
const WORTH_DEFLATING = 100;
const PLAIN = Buffer.from([0]);
const DEFLATED = Buffer.from([1]);
