import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { caseDataConverter } from '../../src/codec/case-data-converter.ts';
import type { Rig } from '../rig/rig.ts';
import { decodeHistory } from './decode-history.ts';

const { History } = proto.temporal.api.history.v1;

/** Histories kept of each release; the replay test runs them all. */
export const HISTORIES = fileURLToPath(new URL('../../../../workflows/histories/', import.meta.url));

/**
 * With `KROK_RECORD_HISTORIES`: keeps the history of a workflow that has just run, payloads in clear. What a release left
 * stays as it is.
 */
export async function keepHistory(
  { client, store }: Pick<Rig, 'client' | 'store'>,
  id: string,
  name: string,
): Promise<void> {
  const file = `${HISTORIES}${name}.json`;
  if (!process.env['KROK_RECORD_HISTORIES'] || existsSync(file)) return;
  const [codec] = caseDataConverter(store).payloadCodecs ?? [];
  if (codec === undefined) throw new Error('Expected a payload codec but there is none.');
  const history = await client.workflow.getHandle(id).fetchHistory();
  const decoded = await decodeHistory(history, id, codec);
  const object = History.toObject(History.fromObject(decoded), { bytes: String, longs: String, enums: String });
  writeFileSync(file, JSON.stringify(object));
}
