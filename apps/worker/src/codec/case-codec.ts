import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { squeeze, type Squeezing, unsqueeze } from '@krok/store';
import type { Payload, PayloadCodec } from '@temporalio/common';
import type { SerializationContext } from '@temporalio/common';
import { redeemClaim } from './executable-claim.ts';

/** Where keys and definitions come from: the store. */
export interface CodecSources {
  /** 256-bit key of a case. */
  caseKey(caseId: string): Promise<Buffer>;
  /** Canonical JSON of an executable. */
  executableBytes(hash: string): Promise<string>;
}

const ENCODING = 'binary/krok-aes-gcm';
const COMPRESS_FROM = 200;
const IV = 12;
const TAG = 16;

/**
 * What Temporal stores: compressed, then AES-256-GCM with the key of the case whose workflow owns the payload, so that
 * erasing a debtor's key reaches histories. The case id is authenticated: a payload moved to another case fails. Workflows that
 * are no case (desks) carry ids and instants only and stay readable.
 */
export function createCaseCodec(sources: CodecSources): PayloadCodec {
  return {
    encode: (payloads, context) => Promise.all(payloads.map((payload) => seal(payload, context, sources))),
    decode: (payloads, context) => Promise.all(payloads.map((payload) => open(payload, context, sources))),
  };
}

async function seal(
  payload: Payload,
  context: SerializationContext | undefined,
  sources: CodecSources,
): Promise<Payload> {
  const caseId = caseOf(context);
  if (caseId === null) return payload;
  const plain = Buffer.from(payload.data ?? []);
  const squeezed = squeeze(plain, COMPRESS_FROM);
  const smaller = squeezed.bytes.length < plain.length;
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', await sources.caseKey(caseId), iv);
  cipher.setAAD(Buffer.from(caseId));
  const sealed = Buffer.concat([
    iv,
    cipher.update(smaller ? squeezed.bytes : plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  const metadata = {
    ...payload.metadata,
    encoding: Buffer.from(ENCODING),
    krokZ: Buffer.from(smaller ? String(squeezed.how) : '0'),
  };
  const encoding = payload.metadata?.['encoding'];
  return { metadata: encoding ? { ...metadata, krokOf: encoding } : metadata, data: sealed };
}

async function open(
  payload: Payload,
  context: SerializationContext | undefined,
  sources: CodecSources,
): Promise<Payload> {
  if (!payload.metadata || Buffer.from(payload.metadata['encoding'] ?? []).toString() !== ENCODING) return payload;
  const { krokOf, krokZ, encoding: _sealed, ...rest } = payload.metadata;
  const caseId = caseOf(context);
  if (caseId === null)
    throw new Error('Expected the workflow id of a case beside a sealed payload but there was none.');
  const sealed = Buffer.from(payload.data ?? []);
  const decipher = createDecipheriv('aes-256-gcm', await sources.caseKey(caseId), sealed.subarray(0, IV));
  decipher.setAAD(Buffer.from(caseId));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  const opened = Buffer.concat([decipher.update(sealed.subarray(IV, sealed.length - TAG)), decipher.final()]);
  const plain = unsqueeze(opened, Number(Buffer.from(krokZ ?? []).toString()) as Squeezing);
  const text = await redeemed(plain, sources);
  return { metadata: krokOf ? { ...rest, encoding: krokOf } : rest, data: text };
}

async function redeemed(plain: Buffer, sources: CodecSources): Promise<Buffer> {
  if (!plain.subarray(0, 24).toString().startsWith('{"executable":{"claim":"')) return plain;
  return Buffer.from(await redeemClaim(plain.toString(), (hash) => sources.executableBytes(hash)));
}

/** Case id of the owning workflow; null for workflows that are no case. */
function caseOf(context: SerializationContext | undefined): string | null {
  const id = context?.workflowId;
  return id?.startsWith('case:') ? id.slice('case:'.length) : null;
}
