/** The part of mailparser 3.7 that is used here; the package brings no types. */
declare module 'mailparser' {
  export interface ParsedAddress {
    readonly address?: string;
    readonly name: string;
  }
  export interface ParsedMail {
    readonly subject?: string;
    readonly text?: string;
    readonly messageId?: string;
    readonly date?: Date;
    readonly from?: { readonly value: readonly ParsedAddress[] };
    readonly to?:
      | { readonly value: readonly ParsedAddress[] }
      | readonly { readonly value: readonly ParsedAddress[] }[];
    readonly headerLines: readonly { readonly key: string; readonly line: string }[];
  }
  export function simpleParser(
    source: Uint8Array,
    options?: { skipHtmlToText?: boolean; skipTextToHtml?: boolean; skipImageLinks?: boolean },
  ): Promise<ParsedMail>;
}
