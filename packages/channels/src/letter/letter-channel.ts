import { readFile } from 'node:fs/promises';
import type { DeliveryResult, Found, WhenUnknown } from '../delivery-result.ts';
import type { Letter } from './letter.ts';
import { letterContext } from './letter-context.ts';
import { letterFolder } from './letter-folder.ts';
import { LETTER_TEMPLATES, letterLayout } from './letter-layout.ts';
import { pdfPrinter, type PdfPrinterOptions } from './pdf-printer.ts';
import { templateRunner } from './template-runner.ts';
import type { LetterTemplate } from './templates/letter-template.ts';

/** Letters as PDF files, ready to print. */
export interface LetterChannel {
  readonly sandbox: boolean;
  readonly whenUnknown: WhenUnknown;
  /** Prints a letter and keeps it under its effect key. The reference is the SHA-256 of the file. Never throws for what a template does. */
  deliver(letter: Letter, effectKey: string): Promise<DeliveryResult>;
  find(effectKey: string): Promise<Found>;
  /** The very letter as it was kept; null where there is none. */
  read(effectKey: string): Promise<Uint8Array | null>;
  /** Prints without keeping: previews. Throws nothing, says what is wrong. */
  preview(letter: Letter, template?: LetterTemplate): Promise<PrintedLetter>;
  close(): Promise<void>;
}

export type PrintedLetter =
  | { readonly kind: 'printed'; readonly pdf: Uint8Array }
  | { readonly kind: 'wrong'; readonly problem: string };

export interface LetterChannelOptions extends PdfPrinterOptions {
  /** Where letters are kept. Made when missing. */
  readonly folder: string;
}

export function letterChannel(options: LetterChannelOptions): LetterChannel {
  const folder = letterFolder(options.folder);
  const printer = pdfPrinter(options);
  const runner = templateRunner();

  async function preview(letter: Letter, template = LETTER_TEMPLATES[letter.kind]): Promise<PrintedLetter> {
    const filled = await runner.fill(letterLayout(template), letterContext(letter));
    if (filled.kind === 'wrong') return filled;
    return { kind: 'printed', pdf: await printer.print(filled.text) };
  }

  return {
    // A file on this machine reaches nobody.
    sandbox: true,
    whenUnknown: 'resend',
    preview,
    async deliver(letter, effectKey) {
      const known = await folder.find(effectKey);
      if (known) return { kind: 'accepted', reference: known.sha256 };
      try {
        const printed = await preview(letter);
        if (printed.kind === 'wrong') return { kind: 'refused', reason: 'template', permanent: true };
        return { kind: 'accepted', reference: (await folder.keep(effectKey, printed.pdf)).sha256 };
      } catch (error) {
        // Nothing was kept: it may be tried again.
        return { kind: 'refused', reason: error instanceof Error ? error.name : 'print', permanent: false };
      }
    },
    async find(effectKey) {
      const known = await folder.find(effectKey);
      return known ? { kind: 'delivered', reference: known.sha256 } : { kind: 'notDelivered' };
    },
    async read(effectKey) {
      const known = await folder.find(effectKey);
      return known && readFile(known.path);
    },
    async close() {
      await Promise.all([printer.close(), runner.close()]);
    },
  };
}
