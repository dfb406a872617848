import type { Store } from '@krok/store';
import { join } from 'node:path';
import type { z } from 'zod';
import { OwnRecords } from './own-records.ts';

export interface ReceivedRecord<T> {
  readonly id: string;
  readonly content: T;
}

/** What the sandboxes of SMS, KRD and the e-court received from an organisation. */
export class ReceivedRecords {
  readonly #folders: Readonly<Record<keyof typeof KEYS, OwnRecords>> | null;

  /** Without a data folder nothing was received. */
  constructor(store: Store, dataFolder: string | undefined) {
    const of = (kind: keyof typeof KEYS, parent: string) =>
      new OwnRecords({
        store,
        folder: join(parent, `sandbox-${kind}`),
        name: RECORD_NAME,
        keyOf: (text) => KEYS[kind].exec(text)?.[1] ?? null,
      });
    this.#folders =
      dataFolder === undefined
        ? null
        : { sms: of('sms', dataFolder), krd: of('krd', dataFolder), epu: of('epu', dataFolder) };
  }

  /** Newest first. */
  async page<T>(
    kind: keyof typeof KEYS,
    schema: z.ZodType<T>,
    asked: { readonly organisationId: string; readonly page: number; readonly size: number },
  ): Promise<{ readonly items: readonly ReceivedRecord<T>[]; readonly total: number }> {
    if (this.#folders === null) return { items: [], total: 0 };
    const { items, total } = await this.#folders[kind].page(asked.organisationId, asked.page, asked.size);
    const read = items.map(({ name, content }) => ({
      id: name.slice(0, -'.json'.length),
      content: schema.parse(JSON.parse(content.toString('utf8'))),
    }));
    return { items: read, total };
  }
}

/** Where each protocol carries the key of the act. Quotes inside a text are escaped: no content can pass for it. */
const KEYS = {
  sms: /"idx": ?"([^"]+)"/,
  krd: /"order": ?"([^"]+)"/,
  epu: /OznaczeniePaczki=\\"([^"\\]+)/,
} as const;

/** 15 digits of epoch ms and random letters. */
const RECORD_NAME = /^\d{15}-[0-9a-f]{8}\.json$/;
