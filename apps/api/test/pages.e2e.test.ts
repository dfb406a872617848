import { byId } from '@krok/engine';
import type { CaseSummary } from '@krok/contracts/schemas';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { accessible as withoutViolation, launchBrowser, LOOK_EVERY_MS } from './support/browser-page.ts';
import { CaseDriver } from './support/drive-cases.ts';
import { demoXml, password, testApi, type TestApi } from './support/test-api.ts';

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

describe('the pages in a browser', () => {
  let api: TestApi;
  let cases: CaseDriver;
  let browser: Browser;
  let page: Page;
  let base = '';
  let line: CaseSummary;
  const complaints: string[] = [];

  before(async () => {
    await buildWeb(() => {});
    api = await testApi({ manualClockAt: Date.parse('2026-11-23T09:00:00Z'), webFolder });
    cases = new CaseDriver(api.store);
    base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    await send('/api/deployments', { xml: demoXml() });
    line = await send('/api/cases', {
      processId: 'first-reminder',
      businessKey: 'FV/2026/77',
      variables: { invoiceNumber: 'FV/2026/77', amount: 123_456 },
    });
    await cases.settle();
    const [job] = Object.keys(byId(cases.state(line.id).jobs));
    await cases.command(line.id, 'mail', { kind: 'completeJob', job: job ?? '', variables: {} });

    browser = await launchBrowser();
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      // A refused policy (CSP) or an exception; the 401 that shows the sign-in page is a network notice.
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
    });
  });
  after(async () => {
    await browser?.close();
    await api?.close();
  });

  async function send(url: string, payload: object) {
    const answer = await api.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { cookie: await api.cookie('administrator') },
    });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  }

  const accessible = (what: string): Promise<void> => withoutViolation(page, what);

  const text = () => page.$eval('body', (body) => body.innerText);
  /** Code of the page as text: the types here are those of Node. */
  const until = (condition: string) => page.waitForFunction(condition, { timeout: 60_000, polling: LOOK_EVERY_MS });
  const shows = (wanted: string) => until(`document.body.innerText.includes(${JSON.stringify(wanted)})`);

  const idsOf = async (selector: string) =>
    (await page.$$eval(selector, (found) => found.map((one) => one.getAttribute('data-element-id') ?? ''))).sort();

  it('sends a stranger to the sign-in, in Polish, and says when the password is wrong', async () => {
    await page.goto(`${base}/cases`);
    await page.waitForSelector('input[type=email]');
    assert.match(await text(), /Zaloguj się/);
    await accessible('sign-in');
    await page.type('input[type=email]', 'manager@test.example');
    await page.type('input[type=password]', 'wrong');
    await page.keyboard.press('Enter');
    await shows('Nazwa użytkownika lub hasło są błędne.');
  });

  it('signs in and lists the cases with their state in words', async () => {
    await page.$eval('input[type=password]', (input) => input.select());
    await page.type('input[type=password]', password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('table');
    assert.match(await text(), /FV\/2026\/77[\s\S]*W toku/);
    await accessible('case list');
  });

  it('shows a case: diagram with its token, path, time line, what it waits for', async () => {
    await page.click('table a');
    await page.waitForSelector('[data-ready] .krok-token');
    assert.deepEqual(await idsOf('.krok-active'), ['waiting']);
    assert.deepEqual(await idsOf('.djs-connection.krok-taken'), ['to-reminder', 'to-waiting']);
    assert.ok(await page.$eval('.bjs-powered-by', (mark) => mark.checkVisibility()), 'the watermark is visible');
    assert.match(await text(), /Dlaczego tu stoi i co dalej[\s\S]*Zareaguje od razu, gdy:/);
    assert.match(await text(), /Historia[\s\S]*Sprawa uruchomiona/);
    assert.match((await text()).replaceAll('\u00a0', ' '), /1234,56 zł/);
    await accessible('case page');
  });

  it('goes back in time: a step of the history opens the replay as it stood', async () => {
    await page.locator('ol a ::-p-text(Sprawa uruchomiona)').click();
    await page.waitForSelector('.krok-active[data-element-id=send-reminder]');
    assert.match(await text(), /Krok 1 z 2/);
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.krok-active[data-element-id=waiting]');
    await accessible('replay');
  });

  it('follows the case by itself, and leads to its work, which is done with outcome and note', async () => {
    await page.goto(`${base}/cases/${line.id}`);
    await api.store.clock.advance(api.organisationId, Date.parse('2026-11-23T09:05:00Z'));
    await cases.settle();
    await shows('Zadzwoń do dłużnika');
    await page.locator('aside ::-p-text(Otwórz zadanie)').click();
    const paid = await page.waitForSelector('input[name=outcome][value=paid]');
    await paid?.click();
    await page.type('textarea[name=note]', 'Zapłacił w trakcie rozmowy');
    await accessible('step of the case');
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
    // It leaves when it can no longer be taken back.
    const { acts } = api.store;
    const end = Date.now() + 90_000;
    while ((await acts.worklist({ organisationId: api.organisationId, limit: 1 })).length > 0) {
      assert.ok(Date.now() < end, 'the task is done');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await cases.settle();
    await page.goto(`${base}/cases/${line.id}`);
    await shows('Zakończona');
    await shows('Zapłacił w trakcie rozmowy');
    await shows('Osoba manager');
  });

  it('opens every page, in both languages and both schemes, without a complaint', async () => {
    await page.evaluate(() => localStorage.setItem('krok-language', 'en'));
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      for (const [path, title] of [
        ['cases', 'Cases'],
        ['work', 'Work'],
        ['oversight', 'Oversight'],
        ['procedures', 'Procedures'],
        ['sandbox', 'Sandbox'],
        ['register', 'Legal register'],
        ['settings', 'Settings'],
        [`cases/${line.id}`, 'FV/2026/77'],
      ] as const) {
        await page.goto(`${base}/${path}`);
        await until(`document.querySelector('h1')?.textContent === ${JSON.stringify(title)}`);
        await accessible(`${path} in ${scheme}`);
      }
    }
    assert.deepEqual(complaints, []);
  });
});
