import { ChannelError } from '../errors.ts';

/** Letters of one mass print. */
const MOST_LETTERS = 500;

/**
 * One PDF of many letters, for one print. `duplex` puts an empty page behind a letter with an odd number of pages, so
 * that none begins on the back of another.
 */
export async function mergeLetters(
  letters: readonly Uint8Array[],
  { duplex = false }: { readonly duplex?: boolean } = {},
): Promise<Uint8Array> {
  if (letters.length === 0 || letters.length > MOST_LETTERS) {
    throw new ChannelError('CHANNEL_MASS_PRINT', `Expected 1 to ${MOST_LETTERS} letters but got ${letters.length}.`);
  }
  // Read at the first mass print: it is large, and most processes make none.
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const all = await PDFDocument.create();
  for (const letter of letters) {
    const one = await PDFDocument.load(letter);
    const pages = await all.copyPages(one, one.getPageIndices());
    for (const page of pages) all.addPage(page);
    const [first] = pages;
    if (duplex && pages.length % 2 === 1 && first) all.addPage([first.getWidth(), first.getHeight()]);
  }
  return all.save();
}
