import { z } from 'zod';
import type { Receiver } from '../sandbox/receiver.ts';
import { recordFolder } from '../sandbox/record-folder.ts';

const RECORD = z.object({
  key: z.string(),
  /** Epoch ms on the organisation's clock. */
  at: z.number(),
  body: z.record(z.string(), z.unknown()),
});

export type SandboxWebhook = z.infer<typeof RECORD>;

export const WEBHOOK_SANDBOX_PATH = '/webhook';

/** Stands in for the firm's own systems: keeps each event once. */
export function webhookSandbox(folder: string): Receiver {
  const records = recordFolder(folder, (value) => RECORD.parse(value));
  return {
    path: WEBHOOK_SANDBOX_PATH,
    async answer({ headers, body, now }) {
      const key = String(headers['idempotency-key'] ?? '');
      const parsed = z.record(z.string(), z.unknown()).safeParse(jsonOf(body));
      if (key === '' || !parsed.success) return { status: 400, type: 'text/plain', body: 'no event' };
      if (!records.all.some((record) => record.key === key)) await records.add({ key, at: now, body: parsed.data });
      return { status: 204, type: 'text/plain', body: '' };
    },
  };
}

/** What the sandbox was told, newest first. */
export function listSandboxWebhooks(folder: string): readonly SandboxWebhook[] {
  return recordFolder(folder, (value) => RECORD.parse(value)).all.toReversed();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
