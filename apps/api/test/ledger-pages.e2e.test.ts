import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readOpenItemsFile } from '@krok/imports';
import type { Browser, Page } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { accessible as withoutViolation, launchBrowser, LOOK_EVERY_MS, signIn } from './support/browser-page.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));
const example = fileURLToPath(new URL('../../../docs/how-to/open-items-example.csv', import.meta.url));

describe('the ledger in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let page: Page;
  let base = '';
  let debtor = '';
  const complaints: string[] = [];

  before(async () => {
    await buildWeb(() => {});
    // The day before the example's correction: one line has not happened yet.
    api = await testApi({ manualClockAt: Date.parse('2026-06-21T09:00:00Z'), webFolder });
    await api.store.parties.addCreditor({ organisationId: api.organisationId, name: 'Hurtownia Zmyślona' });
    base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
    });
    await page.goto(`${base}/imports`);
    await signIn(page, 'accountant@test.example');
  });
  after(async () => {
    await browser?.close();
    await api?.close();
  });

  /** An invoice in another currency, from the creditor's own books. */
  async function inEuro(): Promise<void> {
    const [creditor] = await api.store.parties.creditors(api.organisationId);
    const lines = [
      'typ;kontrahent;nazwa;forma prawna;numer;data wystawienia;termin płatności;kwota;waluta;rodzaj roszczenia',
      'dłużnik;E-1;Firma Zmyślona Sp. z o.o.;konsument;;;;;;',
      'faktura;E-1;;;FV/E/1;2026-05-01;2026-05-15;1500,00;EUR;sprzedaż',
    ];
    const { file, sha256 } = readOpenItemsFile(Buffer.from(lines.join('\n')));
    await api.store.ledger.importOpenItems({
      creditorId: creditor?.id ?? '',
      sha256,
      fileName: 'e.csv',
      file,
      by: null,
    });
  }

  const accessible = (what: string): Promise<void> => withoutViolation(page, what);

  const text = async () => (await page.$eval('body', (body) => body.innerText)).replaceAll(/[\u00a0\u202f]/g, ' ');
  const shows = (wanted: string) =>
    page.waitForFunction(
      `document.body.innerText.replaceAll(/[\\u00a0\\u202f]/g, ' ').includes(${JSON.stringify(wanted)})`,
      { timeout: 15_000, polling: LOOK_EVERY_MS },
    );

  const dayField = '[role=dialog] input[placeholder="dd.mm.rrrr"]';
  /** As Polish writes it, whatever language the browser has. */
  const writeDay = async (day: string) => {
    await page.click(dayField, { count: 3 });
    await page.type(dayField, day);
  };

  it('takes a file, counts what is new, and names the refused line in Polish', async () => {
    await shows('Upuść tu plik CSV');
    const input = await page.waitForSelector('input[type=file]');
    await input?.uploadFile(example);
    await shows('1 miejsce wymaga poprawy');
    assert.match(await text(), /nowe faktury: 3/);
    assert.match(await text(), /10\s+data księgowania\s+daty, która nie leży w przyszłości\s+2026-06-22/);
    await accessible('import');
  });

  it('lists the debtors with what is overdue, and finds one by an invoice', async () => {
    await page.goto(`${base}/debtors`);
    await shows('Żaneta Nieistniejąca');
    assert.match(await text(), /NIP 0001112221[\s\S]*934,56 zł\s+934,56 zł\s+2 z 2 po terminie/);
    await accessible('debtors');
    await page.type('input[placeholder*="numer faktury"]', 'FV/2026/05');
    await page.waitForFunction(`!document.body.innerText.includes('Żaneta')`);
    await page.click('table a');
  });

  it('shows open items and payments; a promise and a payment are kept', async () => {
    await shows('Faktury do zapłaty');
    assert.match(await text(), /ul\. |Wymyślona 12\/3, 00-000 Nibyłęg/);
    await accessible('debtor');
    await page.locator('header ::-p-text(Obietnica)').click();
    await page.waitForSelector(dayField);
    await writeDay('26.06.2026');
    await accessible('promise');
    await page.click('[role=dialog] button[type=submit]');
    await shows('obietnica na 26.06.2026');
    // A dialog that is still fading out would take the next click.
    await page.waitForFunction(`!document.querySelector('[role=dialog]')`);
    await page.locator('header ::-p-text(Wpłata)').click();
    await page.waitForSelector('[role=dialog] input[inputmode=decimal]');
    await page.type('[role=dialog] input[inputmode=decimal]', '934,56');
    await writeDay('21.06');
    await page.type('[role=dialog] input:not([placeholder]):not([inputmode=decimal])', 'R-1');
    await page.click('[role=dialog] button[type=submit]');
    await shows('dotrzymana');
    await shows('Wszystko zapłacone.');
    debtor = page.url();
  });

  it('draws where the money stands for a manager, as tables too, and leads from a figure to its debtors', async () => {
    const accountant = await browser.cookies();
    const [name = '', value = ''] = (await api.cookie('manager')).split('=');
    await browser.setCookie({ name, value, domain: '127.0.0.1', path: '/' });
    await page.goto(`${base}/oversight`);
    await shows('Wiekowanie należności');
    await shows('Według miesiąca wpłaty');
    await accessible('plots of the money');
    await page.hover('section[aria-label="Odzyskane po terminie"] ol li:last-child');
    await shows('czerwiec 2026');
    await page.$$eval('[aria-label=Pieniądze] input[value=table]', (views) => {
      for (const view of views) view.click();
    });
    await shows('% dotrzymanych');
    await accessible('tables of the money');
    await page.click('section[aria-label="Obietnice zapłaty"] tbody a');
    await shows('Obietnice: czerwiec 2026 · Dotrzymane');
    await shows('Z wybranych');
    await accessible('debtors behind a figure');
    await page.click('button[aria-label^="Usuń filtr"]');
    await page.waitForFunction(`!document.body.innerText.includes('Z wybranych')`);
    await inEuro();
    await page.goto(`${base}/oversight`);
    await page.locator('[aria-label="Waluta"] ::-p-text(EUR)').click();
    await page.locator('section[aria-label="Wiekowanie należności"] a').click();
    await shows('Termin: 31–60 dni po · EUR');
    // The rows come after the name of the figure.
    await shows('Z wybranych');
    const amounts = () => page.$$eval('tbody tr', (rows) => rows.map(({ innerText }) => innerText).join(' '));
    assert.match(await amounts(), /1500,00.€/);
    assert.doesNotMatch(await amounts(), /zł/);
    await page.click('button[aria-label^="Usuń filtr"]');
    await page.waitForFunction(`document.querySelector('tbody')?.innerText.includes('zł')`);
    await browser.setCookie(...accountant);
  });

  it('is as clear in English and in the dark, without a complaint', async () => {
    await page.evaluate(() => localStorage.setItem('krok-language', 'en'));
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    for (const [url, wanted] of [
      [`${base}/imports`, 'Earlier imports'],
      [`${base}/debtors`, 'Overdue only'],
      [debtor, 'Everything is paid.'],
    ] as const) {
      await page.goto(url);
      await shows(wanted);
      await accessible(url);
    }
    assert.deepEqual(complaints, []);
  });
});
