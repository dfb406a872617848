import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFPage,
  PDFRawStream,
} from '@cantoo/pdf-lib';

/** What can be copied from each page: glyphs through the fonts' own Unicode maps (ISO 32000-1 §9.10), spaces dropped. */
export async function pdfText(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf);
  return document.getPages().map(pageText);
}

/** Names of the fonts that a page uses, and whether each is in the file. */
export async function pdfFonts(pdf: Uint8Array): Promise<{ name: string; embedded: boolean }[]> {
  const document = await PDFDocument.load(pdf);
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('FontDescriptor')) return [];
    const embedded = ['FontFile', 'FontFile2', 'FontFile3'].some((key) => object.has(PDFName.of(key)));
    return [{ name: String(object.get(PDFName.of('FontName'))), embedded }];
  });
}

function pageText(page: PDFPage): string {
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  const dictionary = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
  for (const [name] of dictionary?.entries() ?? []) {
    const map = dictionary?.lookup(name, PDFDict).lookup(PDFName.of('ToUnicode'));
    if (map instanceof PDFRawStream) fonts.set(name.asString(), unicodeMap(textOf(map)));
  }
  const contents = page.node.Contents();
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((part) => page.node.context.lookup(part)) : [contents];
  let font: ReadonlyMap<number, string> | undefined;
  let text = '';
  for (const stream of streams) {
    if (!(stream instanceof PDFRawStream)) continue;
    for (const [, name, hex] of textOf(stream).matchAll(/(\/\S+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
      if (name) font = fonts.get(name);
      else for (const glyph of hex?.match(/.{4}/g) ?? []) text += font?.get(Number.parseInt(glyph, 16)) ?? '';
    }
  }
  return text.replaceAll(/\s/gu, '');
}

function unicodeMap(source: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  for (const [, kind, body] of source.matchAll(/begin(bfchar|bfrange)([\s\S]*?)end/g)) {
    const numbers = [...(body ?? '').matchAll(/<([0-9A-Fa-f]+)>/g)].map(([, hex]) => Number.parseInt(hex ?? '', 16));
    for (let at = 0; at < numbers.length; at += kind === 'bfchar' ? 2 : 3) {
      const first = numbers[at] ?? 0;
      const last = kind === 'bfchar' ? first : (numbers[at + 1] ?? 0);
      const to = numbers[at + (kind === 'bfchar' ? 1 : 2)] ?? 0;
      for (let glyph = first; glyph <= last; glyph += 1) map.set(glyph, String.fromCodePoint(to + glyph - first));
    }
  }
  return map;
}

function textOf(stream: PDFRawStream): string {
  return Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');
}
