import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answer, Receiver } from '../sandbox/receiver.ts';
import { recordFolder } from '../sandbox/record-folder.ts';
import { phoneNumber } from './sms-channel.ts';
import { smsLength } from './sms-length.ts';

const RECORD = z.object({
  id: z.string(),
  /** Epoch ms on the organisation's clock. */
  at: z.number(),
  /** The form as it came. */
  form: z.record(z.string(), z.string()),
  parts: z.number(),
});

export type SandboxSms = z.infer<typeof RECORD>;

export const SMS_SANDBOX_PATH = '/sms.do';

/** Stands in for SMSAPI's `sms.do`. */
export function smsSandbox(folder: string): Receiver {
  const records = recordFolder(folder, (value) => RECORD.parse(value));
  return {
    path: SMS_SANDBOX_PATH,
    async answer({ method, headers, query, body, now }) {
      if (!/^Bearer \S+$/.test(headers.authorization ?? '')) return refusal(101, 'Authorization failed');
      if (method === 'GET') {
        const idx = query.get('idx');
        return listed(records.all.filter(({ form }) => form['idx'] === idx));
      }
      const form = Object.fromEntries(new URLSearchParams(body));
      const { to = '', message = '', idx = '' } = form;
      if (message === '') return refusal(11, 'Message too long or there is no message or parameter nounicode is set');
      if (phoneNumber(to) === null) return refusal(13, 'No correct phone numbers');
      if (form['check_idx'] === '1' && records.all.some((record) => record.form['idx'] === idx)) {
        return refusal(53, 'Non unique idx parameter');
      }
      const id = createHash('sha256').update(`${idx}:${records.all.length}`).digest('hex').slice(0, 20).toUpperCase();
      const record = { id, at: now, form, parts: smsLength(message).parts };
      await records.add(record);
      return listed([record]);
    },
  };
}

/** What the sandbox was sent, newest first. */
export function listSandboxSms(folder: string): readonly SandboxSms[] {
  return recordFolder(folder, (value) => RECORD.parse(value)).all.toReversed();
}

function listed(records: readonly SandboxSms[]): Answer {
  const list = records.map(({ id, at, form, parts }) => ({
    id,
    points: 0.16 * parts,
    number: phoneNumber(form['to'] ?? ''),
    date_sent: Math.floor(at / 1000),
    submitted_number: form['to'],
    status: 'QUEUE',
    error: null,
    idx: form['idx'] ?? null,
    parts,
  }));
  return json({ count: list.length, list });
}

function refusal(error: number, message: string): Answer {
  return json({ error, message });
}

function json(body: object): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(body) };
}
