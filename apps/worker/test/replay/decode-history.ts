import type { Payload, PayloadCodec } from '@temporalio/common';
import type { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;

/** The same history with every payload in clear, so that it can be kept in the repository and replayed without keys. */
export async function decodeHistory(history: History, workflowId: string, codec: PayloadCodec): Promise<History> {
  await decodeWithin(history, workflowId, codec);
  return history;
}

async function decodeWithin(value: unknown, workflowId: string, codec: PayloadCodec): Promise<void> {
  if (Array.isArray(value)) {
    for (const item of value) await decodeWithin(item, workflowId, codec);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isPayload(value)) {
    const [decoded] = await codec.decode([value], { type: 'workflow', namespace: 'default', workflowId });
    if (decoded) Object.assign(value, decoded);
    return;
  }
  // Process and host of the recording worker are nobody's business.
  if ('identity' in value) value.identity = 'worker';
  for (const inner of Object.values(value)) await decodeWithin(inner, workflowId, codec);
}

function isPayload(value: object): value is Payload {
  return 'metadata' in value && 'data' in value && typeof value.metadata === 'object';
}
