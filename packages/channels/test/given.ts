import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChannels, type EmailChannel, type Mail } from '../src/index.ts';

export const NOW = Date.parse('2026-11-25T09:30:00Z');

export function mail(changes: Partial<Mail> = {}): Mail {
  return {
    from: { address: 'naleznosci@dostawca.example', name: 'Dostawca Sp. z o.o.' },
    to: { address: 'ksiegowosc@dluznik.example', name: 'Żółw, "Jaźń" S.A.' },
    subject: 'Przypomnienie: zaległość 1 234,56 zł',
    text: 'Dzień dobry,\n.kropka na początku wiersza\nPozdrawiamy\n',
    date: NOW,
    ...changes,
  };
}

export function channelTo(port: number, attemptLimit = 5_000): EmailChannel {
  return createChannels({ smtpUrl: `smtp://127.0.0.1:${port}?name=krok.example`, sandboxPort: port, attemptLimit })
    .email;
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'krok-sandbox-'));
}
