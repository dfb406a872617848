import { createHash } from 'node:crypto';

export interface ChainedStep {
  readonly caseId: string;
  readonly seq: number;
  readonly commandId: string;
  /** Epoch ms. */
  readonly now: number;
  /** JSON text as stored. */
  readonly env: string;
  readonly ciphertext: Buffer;
}

/**
 * SHA-256 over the previous hash and the step: each part with its length before it, so that no two steps give one text.
 */
export function stepHash(previous: Buffer, step: ChainedStep): Buffer {
  const hash = createHash('sha256');
  for (const part of [
    previous,
    Buffer.from(step.caseId),
    Buffer.from(String(step.seq)),
    Buffer.from(step.commandId),
    Buffer.from(String(step.now)),
    Buffer.from(step.env),
    step.ciphertext,
  ]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length).update(part);
  }
  return hash.digest();
}
