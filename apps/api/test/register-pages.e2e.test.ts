import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { type BrowserPage, launchBrowser, pageOf } from './support/browser-page.ts';
import { OfficialDesk } from './support/official-desk.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

describe('register, sandbox and settings in a browser', () => {
  let api: TestApi;
  let browser: Browser;
  let page: BrowserPage;
  let base = '';

  before(async () => {
    await buildWeb(() => {});
    api = await testApi({ manualClockAt: Date.parse('2026-06-22T09:00:00Z'), webFolder });
    await api.store.parties.addCreditor({ organisationId: api.organisationId, name: 'Hurtownia Zmyślona' });
    mkdirSync(api.mailsFolder, { recursive: true });
    writeFileSync(
      join(api.mailsFolder, '001763888400000-0123456789ab.eml'),
      [
        'From: naleznosci@hurtownia.example',
        'To: biuro@piekarnia.example',
        'Subject: Przypomnienie',
        'Date: Mon, 22 Jun 2026 09:00:00 +0000',
        `X-Krok-Effect: ${await (await OfficialDesk.open(api)).leaving()}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Prosimy o zapłatę.',
      ].join('\r\n'),
    );
    base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchBrowser();
    page = await pageOf(browser, base, await api.cookie('administrator'));
  });
  after(async () => {
    await browser?.close();
    await api?.close();
  });

  const title = (text: string) => page.until(`document.querySelector('h1')?.textContent === ${JSON.stringify(text)}`);
  const press = (text: string) =>
    page.page.evaluate(`{
      const found = [...document.querySelectorAll('button, [role=tab]')].filter((each) => each.textContent.trim() === ${JSON.stringify(text)}).at(-1);
      if (!found) throw new Error('Expected a button');
      found.click();
    }`);

  it('shows the register in Polish, part by part, without a complaint of axe', async () => {
    await page.open('/register');
    await title('Rejestr prawny');
    await page.shows('Żaden list nie czeka na nadanie');
    await page.accessible('letters');
    for (const [tab, nothing] of [
      ['Wpisy KRD', 'Nie ma takich wpisów'],
      ['Pozwy EPU', 'Nie ma takich pozwów'],
      ['Do poprawienia', 'Nic nie wymaga poprawienia'],
    ] as const) {
      await press(tab);
      await page.shows(nothing);
      await page.accessible(tab);
    }
    assert.doesNotMatch(await page.text(), ENGLISH);
  });

  it('shows what left, channel by channel', async () => {
    await page.open('/sandbox');
    await title('Piaskownica');
    await page.shows('Prosimy o zapłatę.');
    await page.accessible('mails');
    for (const [tab, nothing] of [
      ['SMS-y', 'Nie wyszedł jeszcze żaden SMS'],
      ['Listy', 'Nie wydrukowano jeszcze żadnego listu'],
      ['Zlecenia KRD', 'Nie wyszło jeszcze żadne zlecenie'],
      ['Pisma do e-sądu', 'Nie wyszło jeszcze żadne pismo'],
    ] as const) {
      await press(tab);
      await page.shows(nothing);
      await page.accessible(tab);
    }
    assert.doesNotMatch(await page.text(), ENGLISH);
  });

  it('turns sending off and on, the latter only after a look at what leaves', async () => {
    await page.open('/settings');
    await page.shows('Wysyłanie jest włączone');
    await page.accessible('sending');
    await press('Wyłącz wysyłanie');
    await page.shows('Wyłączyć wysyłanie?');
    await page.accessible('turning off');
    await press('Wyłącz wysyłanie');
    await page.shows('Wysyłanie jest wyłączone');
    assert.equal((await api.store.organisations.read(api.organisationId)).sendingEnabled, false);
    await press('Włącz wysyłanie');
    await page.shows('Teraz nic nie czeka na wysłanie');
    await page.accessible('turning on');
    await page.page.click('[role=dialog] input[type=checkbox]');
    await page.until(`![...document.querySelectorAll('[role=dialog] button')].at(-1).disabled`);
    await press('Włącz wysyłanie');
    await page.shows('Wysyłanie jest włączone');
    assert.equal((await api.store.organisations.read(api.organisationId)).sendingEnabled, true);
  });

  it('shows the people and the other settings, to those who may only look as well', async () => {
    await press('Użytkownicy');
    await page.shows('collector@test.example');
    await page.accessible('people');
    await press('Zasady kontaktu');
    await page.shows('Najwyżej kontaktów dziennie');
    await page.accessible('policy');
    await press('Wierzyciele');
    await page.shows('Numer rachunku');
    await page.accessible('creditors');
    await press('Podaj osobę');
    await page.shows('Kto wnosi pozwy do e-sądu');
    await page.accessible('who files claims');
    await page.page.keyboard.press('Escape');
    await page.until(`document.querySelector('[role=dialog]') === null`);
    assert.doesNotMatch(await page.text(), ENGLISH);
    const auditor = await pageOf(browser, base, await api.cookie('auditor'));
    await auditor.open('/settings');
    await auditor.shows('Twoja rola może to tylko oglądać.');
    assert.deepEqual([...page.complaints, ...auditor.complaints], []);
  });
});

/** Keys of texts, and words of the English texts of these pages. */
const ENGLISH =
  /\b(register|sandbox|settings)\.[a-z]|\b(Letters?|Listings?|Claims?|Sending|Posting|Creditors?|Save|Users)\b/;
