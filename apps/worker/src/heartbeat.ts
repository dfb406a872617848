import { connect } from 'node:net';
import type { Channels } from '@krok/channels';
import type { Store } from '@krok/store';
import type { Client } from '@temporalio/client';

export interface HeartbeatOptions {
  readonly channels: Channels;
  /** Ports of this machine at which the sandboxes listen. */
  readonly sandboxPorts: Readonly<Record<string, string | undefined>>;
}

const EVERY_MS = 5_000;
const PATIENCE_MS = 2_000;

/**
 * Says every few seconds that the worker runs, whether it reaches Temporal and the sandboxes, and which channels lead
 * into one: operations shows it. A database that does not answer is no reason to stop.
 */
export function startHeartbeat(store: Store, client: Client, options: HeartbeatOptions): { stop(): Promise<void> } {
  const beat = async () => {
    const sandboxes: Record<string, boolean> = {};
    for (const [name, port] of Object.entries(options.sandboxPorts)) if (port) sandboxes[name] = await listens(port);
    const channels = Object.fromEntries(
      Object.entries(options.channels).map(([name, channel]: [string, { readonly sandbox: boolean }]) => [
        name,
        channel.sandbox ? 'sandbox' : 'real',
      ]),
    );
    await store.operations.seen('worker', { temporal: await reaches(client), sandboxes, channels });
  };
  let under: Promise<void> = beat().catch(() => {});
  const timer = setInterval(() => {
    under = under.then(beat).catch(() => {});
  }, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await under;
    },
  };
}

async function reaches(client: Client): Promise<boolean> {
  try {
    await client.withDeadline(Date.now() + PATIENCE_MS, () => client.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}

function listens(port: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), timeout: PATIENCE_MS });
    const answer = (reached: boolean) => () => {
      socket.destroy();
      resolve(reached);
    };
    socket.once('connect', answer(true)).once('error', answer(false)).once('timeout', answer(false));
  });
}
