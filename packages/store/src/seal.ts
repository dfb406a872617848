import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { StoreError } from './errors.ts';
import { squeeze, type Squeezing, unsqueeze } from './squeeze.ts';

/**
 * JSON -> made smaller -> AES-256-GCM. Layout: nonce (12), tag (16), ciphertext; the first plain byte says how (`Squeezing`).
 * @param place what the bytes are and belong to: bytes moved to another row don't open
 */
export function sealJson(key: Buffer, place: string, value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const { bytes, how } = squeeze(text, WORTH_SQUEEZING);
  return sealBytes(key, place, Buffer.concat([Buffer.from([how]), bytes]));
}

/** `T` is what the same release or an older one sealed at this place: the tag proves that nobody else wrote it. */
export function openJson<T>(key: Buffer, place: string, sealed: Buffer): T {
  const opened = openBytes(key, place, sealed);
  const how = opened[0] as Squeezing;
  return JSON.parse(unsqueeze(opened.subarray(1), how).toString()) as T;
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
const WORTH_SQUEEZING = 100;
