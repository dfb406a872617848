import type { Mail, MailSummary } from '@krok/contracts/schemas';
import type { Store } from '@krok/store';
import { type ParsedMail, simpleParser } from 'mailparser';
import { OwnRecords } from './own-records.ts';

/** Mails that the SMTP sandbox received from an organisation: what would have left the firm. */
export class SandboxMails {
  readonly #records: OwnRecords | null;

  /** Without a folder there are none. */
  constructor(store: Store, folder: string | undefined) {
    this.#records = folder === undefined ? null : new OwnRecords({ store, folder, name: MAIL_NAME, keyOf });
  }

  /** Newest first. */
  async list(organisationId: string, page: number, size: number): Promise<{ items: MailSummary[]; total: number }> {
    if (this.#records === null) return { items: [], total: 0 };
    const { items, total } = await this.#records.page(organisationId, page, size);
    const mails = await Promise.all(
      items.map(async ({ name, content }) => {
        const { text: _text, ...summary } = await parsedMail(name, content);
        return summary;
      }),
    );
    return { items: mails, total };
  }

  /** Null for a name that is no mail of the organisation. */
  async mail(organisationId: string, id: string): Promise<Mail | null> {
    const raw = (await this.#records?.record(organisationId, id)) ?? null;
    return raw === null ? null : parsedMail(id, raw);
  }

  /** Ids of the mails that these effects of the organisation sent. */
  async byEffect(organisationId: string, effectKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (this.#records === null || effectKeys.length === 0) return new Map();
    return this.#records.named(organisationId, effectKeys);
  }
}

/** 15 digits of epoch ms and random letters. */
const MAIL_NAME = /^\d{15}-[0-9a-f]{12}\.eml$/;

/** The header is among the first: no need to search the whole mail. */
function keyOf(raw: string): string | null {
  return /^x-krok-effect:\s*(\S+)/im.exec(raw.slice(0, 2_000))?.[1] ?? null;
}

async function parsedMail(id: string, raw: Buffer): Promise<Mail> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipImageLinks: true });
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
