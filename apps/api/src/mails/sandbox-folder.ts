import type { Mail, MailSummary } from '@krok/contracts/schemas';
import { type ParsedMail, simpleParser } from 'mailparser';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names that the SMTP sandbox gives: 15 digits of epoch ms and random letters. Nothing else is opened. */
const mailName = /^\d{15}-[0-9a-f]{12}\.eml$/;

/** Mails of the sandbox, newest first. A folder that is not there holds none. */
export async function listMails(
  folder: string,
  page: number,
  size: number,
): Promise<{ items: MailSummary[]; total: number }> {
  const names = (await namesIn(folder)).toReversed();
  const shown = names.slice((page - 1) * size, page * size);
  const items = await Promise.all(
    shown.map(async (name) => {
      const { text: _text, ...summary } = await parsedMail(folder, name);
      return summary;
    }),
  );
  return { items, total: names.length };
}

/** Null for a name that is no mail of the folder. */
export async function readMail(folder: string, id: string): Promise<Mail | null> {
  if (!mailName.test(id)) return null;
  try {
    return await parsedMail(folder, id);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Ids of the mails that these effects sent, among the newest. */
export async function mailsByEffect(folder: string, effectKeys: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (effectKeys.length === 0) return found;
  for (const name of (await namesIn(folder)).toReversed().slice(0, MOST_SEARCHED)) {
    // The sandbox writes the key on top: no need to read a whole mail for it.
    const head = (await readFile(join(folder, name), 'utf8')).slice(0, 2_000);
    const [, key] = /^x-krok-effect:\s*(\S+)/im.exec(head) ?? [];
    if (key !== undefined && effectKeys.includes(key) && !found.has(key)) found.set(key, name);
  }
  return found;
}

const MOST_SEARCHED = 300;

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => mailName.test(name)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function parsedMail(folder: string, id: string): Promise<Mail> {
  const mail = await simpleParser(await readFile(join(folder, id)), { skipTextToHtml: true, skipImageLinks: true });
  const from = mail.from?.value[0];
  return {
    id,
    from: from ? (from.name ? `${from.name} <${from.address ?? ''}>` : (from.address ?? '')) : '',
    // What the sandbox writes on top: the recipients of the envelope.
    to: header(mail, 'delivered-to'),
    subject: mail.subject ?? '',
    receivedAt: new Date(Number(id.slice(0, 15))).toISOString(),
    effectKey: header(mail, 'x-krok-effect')[0] ?? null,
    text: mail.text ?? '',
  };
}

function header({ headerLines }: ParsedMail, name: string): string[] {
  return headerLines.filter(({ key }) => key === name).map(({ line }) => line.slice(line.indexOf(':') + 1).trim());
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
