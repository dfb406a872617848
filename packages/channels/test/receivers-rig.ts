import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EPU_PATH,
  epuChannel,
  type EpuChannel,
  krdChannel,
  type KrdChannel,
  packageCheck,
  receiverAddress,
  SIDDIN_PATH,
  SMS_SANDBOX_PATH,
  smsApiChannel,
  type SmsChannel,
  startSandboxReceivers,
} from '../src/index.ts';

export interface ReceiversRig {
  readonly sms: SmsChannel;
  readonly krd: KrdChannel;
  readonly epu: EpuChannel;
  readonly data: string;
  /** Ends the sandbox and starts it again on what it had kept. */
  restart(): Promise<ReceiversRig>;
  close(): Promise<void>;
}

/** The sandboxes on a free port, and a channel to each. */
export async function receiversRig(schemas?: string, folder?: string): Promise<ReceiversRig> {
  const data = folder ?? (await mkdtemp(join(tmpdir(), 'krok-receivers-')));
  const server = await startSandboxReceivers({ dataFolder: data, port: 0, epuSchemas: schemas });
  const at = (path: string) => receiverAddress(`http://127.0.0.1:${server.port}${path}`, server.port);
  return {
    data,
    sms: smsApiChannel({ address: at(SMS_SANDBOX_PATH), token: 'token' }),
    krd: krdChannel({ address: at(SIDDIN_PATH), user: 'user', password: 'password' }),
    epu: epuChannel({
      address: at(EPU_PATH),
      account: { user: 'user', password: 'password', apiKey: 'key' },
      ...(schemas !== undefined && { check: packageCheck(schemas) }),
    }),
    async restart() {
      await server.close();
      return receiversRig(schemas, data);
    },
    async close() {
      await server.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
