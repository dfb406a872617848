import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { browserLaunch } from '../../../../scripts/services/browser.ts';
import { letterChannel, type LetterChannel, mergeLetters } from '../../src/index.ts';
import { letter } from './given-letter.ts';
import { pdfFonts, pdfText } from './pdf-text.ts';

describe('letters', () => {
  let folder: string;
  let channel: LetterChannel;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'krok-letters-'));
    channel = letterChannel({
      folder,
      limit: 120_000,
      executablePath: async () => (await browserLaunch()).executablePath,
    });
  });
  after(async () => {
    await channel.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('a warning says what the law asks for, in Polish letters, with fonts in the file', async () => {
    const pdf = await printed(letter('krdWarning', 4));
    const text = (await pdfText(pdf)).join('');
    for (const part of [
      'Hurtownia Żółty Łabędź Sp. z o.o.',
      'Zakład Źdźbło Jan Gęślik',
      'wzywamy do zapłaty',
      '4 938,24 zł',
      '1 234,56 zł',
      '61 1090 1014 0000 0712 1981 2874',
      '9 grudnia 2026 r.',
      'Krajowy Rejestr Długów Biuro Informacji Gospodarczej S.A., ul. Danuty Siedzikówny 12, 51-214 Wrocław',
      'po upływie miesiąca od dnia wysłania',
      'art. 15a ustawy',
      'art. 21 ust. 1',
      'Strona 1 z 2',
    ]) {
      assert.ok(text.includes(part.replaceAll(' ', '')), part);
    }
    const fonts = await pdfFonts(pdf);
    assert.ok(fonts.length > 0 && fonts.every(({ embedded }) => embedded), JSON.stringify(fonts));
  });

  it('a company is not told about the objection of RODO', async () => {
    const text = (await pdfText(await printed(letter('krdWarning', 1, { recipientIsPerson: false })))).join('');
    assert.ok(!text.includes('art.21ust.1'));
  });

  it('a long table goes to an annex with every invoice and the total', async () => {
    const pages = await pdfText(await printed(letter('preCourtDemand', 55)));
    assert.equal(pages.length, 3);
    assert.ok(!pages[0]?.includes('FV/7/2026') && pages[0]?.includes('67900,80zł'));
    assert.ok(pages[1]?.startsWith('ZałącznikdopismaKR/2026/000123'));
    const annex = pages.slice(1).join('');
    for (let number = 1; number <= 55; number += 1) assert.ok(annex.includes(`FV/${number}/2026`), String(number));
    assert.ok(pages[2]?.includes('67900,80zł') && pages[2].endsWith('Strona3z3'));
  });

  it('is kept once under its effect key', async () => {
    const first = await channel.deliver(letter('reminder', 1), 'effect-1');
    const again = await channel.deliver(letter('reminder', 2), 'effect-1');
    assert.ok(first.kind === 'accepted' && /^[0-9a-f]{64}$/.test(first.reference));
    assert.deepEqual(again, first);
    assert.deepEqual(await channel.find('effect-1'), { kind: 'delivered', reference: first.reference });
    assert.deepEqual(await channel.find('effect-2'), { kind: 'notDelivered' });
    assert.deepEqual((await readdir(folder)).sort(), ['effect-1.pdf']);
    await assert.rejects(channel.find('../effect-1'), { code: 'CHANNEL_EFFECT_KEY' });
  });

  it('of two attempts at once one letter is kept, and both name it', async () => {
    const all = await Promise.all([1, 2, 3].map((count) => channel.deliver(letter('reminder', count), 'effect-3')));
    assert.ok(all.every(({ kind }) => kind === 'accepted'));
    assert.equal(new Set(all.map((one) => JSON.stringify(one))).size, 1);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('effect-3')),
      ['effect-3.pdf'],
    );
    const kept = await channel.read('effect-3');
    assert.ok(kept && (await PDFDocument.load(kept)).getPageCount() === 1);
  });

  it('many become one print; in duplex none begins on the back of another', async () => {
    const one = await printed(letter('reminder', 1));
    const three = await printed(letter('preCourtDemand', 55));
    assert.equal((await PDFDocument.load(await mergeLetters([one, three, one]))).getPageCount(), 5);
    const duplex = await PDFDocument.load(await mergeLetters([one, three, one], { duplex: true }));
    assert.equal(duplex.getPageCount(), 8);
    await assert.rejects(mergeLetters([]), { code: 'CHANNEL_MASS_PRINT' });
  });

  it('a hostile template reaches nothing on this machine', async (context) => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    // Also where the letter is not printed in its time: a server that stays open keeps this process alive for ever.
    context.after(() => server.close());
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    const attempts = ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0'].map((host) => {
      const url = `http://${host}:${address.port}/x`;
      return `<img src="${url}"><img srcset="${url} 2x"><iframe src="${url}"></iframe><object data="${url}"></object>
        <embed src="${url}"><video poster="${url}" src="${url}"></video><audio src="${url}" autoplay></audio>
        <link rel="stylesheet" href="${url}"><link rel="preconnect" href="${url}"><link rel="dns-prefetch" href="${url}">
        <link rel="prefetch" href="${url}"><link rel="preload" as="image" href="${url}"><link rel="icon" href="${url}">
        <script src="${url}"></script><script>fetch("${url}"); new WebSocket("${url.replace('http', 'ws')}")</script>
        <style>@import url("${url}"); @font-face { font-family: e; src: url("${url}") } body { background: url("${url}"); font-family: e }</style>
        <svg><image href="${url}"/><use href="${url}#a"/></svg><form action="${url}"></form><a href="${url}" ping="${url}">a</a>
        <meta http-equiv="refresh" content="0;url=${url}"><base href="${url}"><img src="x" onerror="fetch('${url}')">
        <iframe srcdoc='<img src="${url}">'></iframe>`;
    });
    const opening = `${attempts.join('\n')}<iframe src="file:///etc/passwd"></iframe><img src="file:///etc/hostname">`;
    // The page turns away at its own moment: it stays in every one of them.
    for (let round = 0; round < 3; round += 1) {
      const result = await channel.preview(letter('reminder', 1), { subject: 'x', opening, closing: '' });
      assert.ok(result.kind === 'printed', JSON.stringify(result));
      assert.ok(!(await pdfText(result.pdf)).join('').includes('root:'));
    }
    assert.equal(connections, 0);
  });

  async function printed(which: ReturnType<typeof letter>): Promise<Uint8Array> {
    const result = await channel.preview(which);
    assert.ok(result.kind === 'printed', JSON.stringify(result));
    return result.pdf;
  }
});
