import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Role } from '@krok/contracts/schemas';
import type { Browser } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { type BrowserPage, launchBrowser, pageOf } from './support/browser-page.ts';
import { CaseDriver } from './support/drive-cases.ts';
import { testApi, type TestApi } from './support/test-api.ts';
import { waitingProcedure } from './support/waiting-procedure.ts';

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));
/** Pictures for whoever wants to look: a folder. */
const pictures = process.env['KROK_PICTURES'];

describe('cases go over to another version, in a browser', () => {
  let api: TestApi;
  let driver: CaseDriver;
  let browser: Browser;
  let page: BrowserPage;
  const cases: string[] = [];
  before(async () => {
    await buildWeb(() => {});
    api = await testApi({ manualClockAt: Date.parse('2026-11-23T09:00:00Z'), webFolder });
    driver = new CaseDriver(api.store);
    await post('administrator', '/api/deployments', { xml: waitingProcedure });
    for (let i = 0; i < 12; i++) {
      const body = { processId: 'waiting', businessKey: `FV/2026/11/${i + 1}`, variables: {} };
      cases.push((await post('collector', '/api/cases', body)).id);
    }
    await driver.settle();
    for (const id of cases.slice(0, 2)) await skipWait(id);
    // The step behind the wait has another id and name: found by its neighbours.
    const other = waitingProcedure
      .replace('today(), 7)', 'today(), 5)')
      .replace('Czekaj 7 dni', 'Czekaj 5 dni')
      .replaceAll('"mail"', '"letter"')
      .replace('Wyślij przypomnienie', 'Przypomnij mailem');
    await post('administrator', '/api/deployments', { xml: other });
    const base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchBrowser();
    page = await pageOf(browser, base, await api.cookie('processOwner'));
  });
  after(async () => {
    await browser?.close();
    await api?.close();
  });

  it('is led to by the page of the procedure, shows both versions and what becomes of each case', async () => {
    await page.open('/procedures/waiting');
    await page.shows('12 spraw biegnie jeszcze w wersji 1.');
    await picture('procedure');
    await page.page.click('[data-migration-note] a');
    await page.shows('Co czemu odpowiada');
    await page.until(`document.querySelectorAll('.djs-container').length === 2`);
    await page.until(`document.querySelectorAll('tr[data-fits]').length === 12`);
    await page.accessible('the migration page');
    await look('migration');
  });

  it('heeds a counterpart that a person chooses, and a case that is left out', async () => {
    await page.until(`document.querySelectorAll('tr[data-fits=true]').length === 12`);
    await page.page.click(`[data-pair=wait] [aria-label="brak odpowiednika"]`);
    await page.until(`document.querySelectorAll('tr[data-fits=false]').length === 10`);
    await page.shows('nie ma odpowiednika w nowej wersji');
    await page.accessible('cases that do not fit');
    await look('misfits');
    await page.page.locator('[data-pair=wait] input').click();
    await page.page.locator('[role=option][value=wait]').click();
    await page.until(`document.querySelectorAll('tr[data-fits=true]').length === 12`);
    await page.page.click('tr[data-fits=true] input[type=checkbox]');
    await page.shows('Przenieś 11 spraw');
  });

  it('lets them go over, with progress and a result for each', async () => {
    await page.page.type('textarea', 'Pięć dni wystarczy');
    await page.page.$$eval('button', (buttons) =>
      buttons.find((each) => each.innerText.startsWith('Przenieś 11'))?.click(),
    );
    await page.until(`document.querySelector('[data-waiting="11"]') !== null`);
    await driver.settle();
    await page.until(`document.querySelectorAll('tr[data-state=migrated]').length === 11`);
    await page.accessible('the result');
    await look('result');
    await page.open('/procedures/waiting');
    await page.shows('1 sprawa biegnie jeszcze w wersji 1.');
    await page.open(`/cases/${cases[5] ?? ''}`);
    await page.shows('Czekaj 5 dni roboczych');
    // Pictures resize the window while drawings are on their way.
    if (pictures === undefined) assert.deepEqual(page.complaints, []);
  });

  async function look(name: string): Promise<void> {
    if (pictures === undefined) return;
    for (const scheme of ['light', 'dark'] as const) {
      await page.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      for (const width of [1280, 1920]) {
        await page.page.setViewport({ width, height: 1000 });
        await page.until(`document.querySelectorAll('.djs-container').length !== 1`);
        await picture(`${name}-${scheme}-${width}`);
      }
    }
    await page.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
    await page.page.setViewport({ width: 1280, height: 800 });
  }

  async function picture(name: string): Promise<void> {
    if (pictures !== undefined) await page.page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  }

  async function skipWait(id: string): Promise<void> {
    const { instances, root } = driver.state(id);
    const instance = Object.keys(instances).find((each) => each !== root) ?? '';
    await api.store.cases.enqueue(id, { kind: 'skip', instance, variables: {} });
    await driver.settle();
  }

  async function post(role: Role, url: string, payload: object) {
    const answer = await api.app.inject({ method: 'POST', url, payload, headers: { cookie: await api.cookie(role) } });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  }
});
