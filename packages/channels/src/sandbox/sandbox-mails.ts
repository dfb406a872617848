import { open, readFile } from 'node:fs/promises';
import type { ParsedAddress, ParsedMail } from 'mailparser';
import { EFFECT_HEADER } from '../email/message-id.ts';
import { acceptedAtOf, mailPath, storedMails } from './mail-folder.ts';

export interface SandboxMail {
  readonly id: string;
  /** Real time of acceptance, epoch ms. */
  readonly acceptedAt: number;
  readonly effectKey: string | null;
  readonly messageId: string | null;
  /** Date header, epoch ms: the organisation's clock. */
  readonly date: number | null;
  readonly from: string;
  /** Recipients of the envelope. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** Accepted mails, newest first; `before` is the id of the last one of the page before. */
export async function listSandboxMails(
  folder: string,
  { limit = 50, before }: { readonly limit?: number; readonly before?: string } = {},
): Promise<readonly SandboxMail[]> {
  const names = (await storedMails(folder)).filter((name) => before === undefined || name < before);
  return Promise.all(
    names
      .reverse()
      .slice(0, limit)
      .map((name) => readSandboxMail(folder, name)),
  );
}

export async function readSandboxMail(folder: string, id: string): Promise<SandboxMail> {
  const raw = await readFile(mailPath(folder, id));
  // Read at the first mail: a worker reads none.
  const { simpleParser } = await import('mailparser');
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
  return {
    id,
    acceptedAt: acceptedAtOf(id),
    effectKey: headerOf(mail, EFFECT_HEADER)[0] ?? null,
    messageId: mail.messageId ?? null,
    date: mail.date ? mail.date.getTime() : null,
    from: mailboxText(mail.from?.value[0]),
    to: headerOf(mail, 'Delivered-To'),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
  };
}

/** The receiver's log for the proof of at most one delivery: effect keys in the order of acceptance, repeats included. */
export async function acceptedEffects(
  folder: string,
): Promise<readonly { readonly id: string; readonly effectKey: string | null }[]> {
  const answers = [];
  for (const id of await storedMails(folder)) {
    const line = new RegExp(`^${EFFECT_HEADER}: *(.*?)\\r?$`, 'im').exec(await headOf(mailPath(folder, id)));
    answers.push({ id, effectKey: line?.[1] ?? null });
  }
  return answers;
}

function headerOf(mail: ParsedMail, name: string): string[] {
  const key = name.toLowerCase();
  return mail.headerLines
    .filter((header) => header.key === key)
    .map(({ line }) => line.slice(line.indexOf(':') + 1).trim());
}

function mailboxText(mailbox: ParsedAddress | undefined): string {
  if (!mailbox) return '';
  return mailbox.name ? `${mailbox.name} <${mailbox.address ?? ''}>` : (mailbox.address ?? '');
}

async function headOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16 * 1024), 0, 16 * 1024, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    const end = text.indexOf('\r\n\r\n');
    return end < 0 ? text : text.slice(0, end);
  } finally {
    await file.close();
  }
}
