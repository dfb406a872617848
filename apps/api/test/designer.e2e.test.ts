import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { browserLaunch } from '../../../scripts/services/browser.ts';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { accessible as withoutViolation, speaksPolish } from './support/browser-page.ts';
import { DrawingHand } from './support/drawing-hand.ts';
import { drawLanes } from './support/drawn-lanes.ts';
import { drawDispute, drawListingAndClaim, drawPromiseAndPlan } from './support/drawn-stories.ts';
import { copiesStep, removesFile } from './support/copied-step.ts';
import { CaseDriver } from './support/drive-cases.ts';
import { anotherSaves, connectionIsCut, type DrawingTable, sessionEnds } from './support/interrupted-drawing.ts';
import { looksOtherwise } from './support/other-look.ts';
import { stuckProcedure } from './support/stuck-procedure.ts';
import { password, testApi, type TestApi } from './support/test-api.ts';
import { waitingProcedure } from './support/waiting-procedure.ts';

const webFolder = process.env['KROK_TEST_DIST'] ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
const patience = { timeout: 60_000, polling: 100 };

describe('the designer in a browser', () => {
  let api: TestApi;
  let cases: CaseDriver;
  let browser: Browser;
  let page: Page;
  let base = '';
  const complaints: string[] = [];

  before(async () => {
    if (process.env['KROK_TEST_DIST'] === undefined) await buildWeb(() => {});
    api = await testApi({ manualClockAt: Date.parse('2026-11-23T09:00:00Z'), webFolder });
    cases = new CaseDriver(api.store);
    await post('/api/deployments', { xml: waitingProcedure });
    base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await puppeteer.launch(await browserLaunch());
    page = await browser.newPage();
    page.setDefaultTimeout(patience.timeout);
    await page.setViewport({ width: 1280, height: 800 });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      // What is refused on purpose, and a cut connection.
      const isNotice = /\b(401|404|409)\b|ERR_INTERNET_DISCONNECTED/.test(message.text());
      if (message.type() === 'error' && !isNotice) complaints.push(message.text());
    });
    await page.goto(`${base}/procedures`);
    await page.waitForSelector('input[type=email]');
    await page.type('input[type=email]', 'processOwner@test.example');
    await page.type('input[type=password]', password);
    await page.keyboard.press('Enter');
  });
  after(async () => {
    await browser?.close();
    await api?.close();
  });

  async function post(url: string, payload: object, as: 'administrator' | 'collector' = 'administrator') {
    const answer = await api.app.inject({ method: 'POST', url, payload, headers: { cookie: await api.cookie(as) } });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  }
  /** A case that has come to its wait: its version, and the day on which it goes on. */
  async function startCase(businessKey: string): Promise<() => Promise<readonly [number, string]>> {
    const { id } = await post('/api/cases', { processId: 'waiting', businessKey, variables: {} }, 'collector');
    await cases.settle();
    return async () => {
      const { version, nextDue } = await api.store.overview.case(id);
      return [version, new Date(nextDue ?? 0).toLocaleDateString('sv', { timeZone: 'Europe/Warsaw' })];
    };
  }
  const shows = (wanted: string) =>
    page.waitForFunction(`document.body.innerText.includes(${JSON.stringify(wanted)})`, patience);
  const drawn = () => page.waitForSelector('[data-ready]', patience);
  const checked = () => page.waitForFunction(`!document.querySelector('[aria-busy=true]')`, patience);
  /** The draft on the server, as it was saved last. */
  async function draftHolds(...wanted: readonly string[]): Promise<void> {
    await page.waitForFunction(
      `fetch('/api/drafts/' + location.pathname.split('/').at(-1))
        .then((answer) => answer.json())
        .then(({ files }) => ${JSON.stringify(wanted)}.every((each) => files[0].content.includes(each)))`,
      { ...patience, polling: 500 },
    );
  }
  /** Clicks the middle of an element once it stands still; the pictures of a dialog that is closing don't count. */
  async function select(element: string): Promise<void> {
    const handle = await page.waitForFunction(
      `(() => {
        if (location.pathname.startsWith('/designer/') && !document.querySelector('[data-step]')) return null;
        const drawn = [...document.querySelectorAll('[data-element-id="${element}"] .djs-hit')];
        const box = drawn.find((each) => !each.closest('[role=dialog]'))?.getBoundingClientRect();
        const at = box && box.width > 0 ? [box.x + box.width / 2, box.y + box.height / 2] : null;
        const former = window.lastSeen;
        window.lastSeen = at && at.join();
        return former && former === window.lastSeen ? at : null;
      })()`,
      { ...patience, polling: 200 },
    );
    const [x = 0, y = 0] = (await handle.jsonValue()) as [number, number];
    await page.mouse.click(x, y);
  }
  async function bring(...files: readonly (readonly [name: string, content: string])[]): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'krok-import-'));
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    await page.goto(`${base}/procedures`);
    await shows('Importuj BPMN');
    const input = await page.waitForSelector('input[type=file]');
    await input?.uploadFile(...files.map(([name]) => join(folder, name)));
  }
  const accessible = (what: string): Promise<void> => withoutViolation(page, what);
  const polish = (what: string): Promise<void> => speaksPolish(page, what);

  it('shows the procedures, and opens one in the designer', async () => {
    await shows('Procedura z czekaniem');
    await accessible('procedures');
    await polish('procedures');
    await page.locator('table ::-p-text(Zmień)').click();
    await drawn();
    await checked();
    await shows('Bez problemów');
    await accessible('designer');
    await polish('designer');
    await page.waitForSelector('.bjs-powered-by', { visible: true });
  });

  it('a wait is a plain number: changed, published, and effective for a new case only', async () => {
    const old = await startCase('FV/1');
    const began = Date.now();
    await select('wait');
    const count = await page.waitForSelector('fieldset input');
    assert.equal(await count?.evaluate((input) => input.getAttribute('value')), '7');
    await accessible('a selected step');
    await polish('a selected step');
    await count?.click({ count: 3 });
    await page.keyboard.type('5');
    await shows('Czekaj 5 dni roboczych');
    await checked();
    await page.locator('header ::-p-text(Publikuj)').click();
    await page.waitForSelector('[role=dialog] textarea', patience);
    await shows('7 dni roboczych');
    await page.waitForSelector('[role=dialog] .krok-mark-changed', patience);
    await accessible('comparison');
    await polish('comparison');
    await page.type('[role=dialog] textarea', 'Krócej');
    await page.click('[role=dialog] button[type=submit]');
    await shows('obowiązuje wersja 2');
    process.stdout.write(`changed and published in ${Math.round((Date.now() - began) / 1000)} s, checks included\n`);
    await shows('Krócej');
    await accessible('versions');
    const fresh = await startCase('FV/2');
    assert.deepEqual(await fresh(), [2, '2026-11-30']);
    assert.deepEqual(await old(), [1, '2026-12-02']);
    await page.reload();
    await page.locator('tr[data-version="1"] ::-p-text(Przywróć)').click();
    await shows('Przywrócić wersję 1?');
    await accessible('the way back to a version');
    await page.keyboard.press('Escape');
    await page.waitForFunction(
      `[...document.querySelectorAll('tr[data-version]')].map((row) => row.cells[4].innerText).join() === '1,1'`,
      patience,
    );
  });

  it('marks what is wrong on the element, and publishes nothing until it is right', async () => {
    await page.locator('header ::-p-text(Zmień)').click();
    const room = () => page.$eval('[data-step]', (step) => step.closest('nav')?.clientHeight);
    await page.waitForSelector('[data-step]', patience);
    const before = await room();
    await select('mail');
    await shows('Temat');
    await page.locator('header ::-p-text(Tryb eksperta)').click();
    await shows('Rodzaj pracy');
    await polish('expert');
    await page.locator('.bio-properties-panel-group-header-title ::-p-text(Rodzaj pracy)').click();
    const type = await page.waitForSelector('[name=taskDefinitionType]', patience);
    await type?.click({ count: 3 });
    await page.keyboard.press('Backspace');
    await page.locator('header ::-p-text(Tryb eksperta)').click();
    await shows('1 błąd');
    await page.waitForSelector('.krok-problem-error', patience);
    assert.equal(await room(), before, 'what is found does not come between a step of the palette and a click on it');
    await accessible('with a problem');
    await page.waitForSelector('header button[aria-disabled=true][aria-describedby=publish-reason]', patience);
    assert.equal(await page.$eval('#publish-reason', (reason) => reason.textContent), 'Najpierw popraw 1 błąd.');
    await select('start');
    await page.locator('section ul ::-p-text(Nie wybrano, co ten krok robi)').click();
    await shows('Wyślij przypomnienie');
    await page.click('header [aria-label=Cofnij]');
    await shows('Bez problemów');
  });

  it('a step is added by a click behind the selected one, and the draft is kept', async () => {
    await select('wait');
    await page.click('[data-step=call-debtor]');
    await shows('Rozmowa na liście zadań windykatora');
    await shows('Zapisano');
    await draftHolds('type="call-debtor"');
  });

  it('tries the draft out on the engine, with tokens on the diagram', async () => {
    await page.locator('aside ::-p-text(Wypróbuj)').click();
    await page.locator('aside ::-p-text(Zacznij)').click();
    await page.waitForSelector('.krok-token', patience);
    await shows('Przeskocz do');
    await accessible('trial');
    await polish('trial');
    await page.locator('aside ::-p-text(Przeskocz do)').click();
    await page.locator('aside ::-p-text(Obietnica za tydzień)').click();
    await page.locator('aside ::-p-text(Zrobione)').click();
    await shows('Sprawa zakończona.');
  });

  it('shows where cases stand and what they went through, on the page and in the designer', async () => {
    await page.goto(`${base}/procedures/waiting`);
    await drawn();
    await page.locator('::-p-text(Sprawy teraz)').click();
    await shows('1 otwarta sprawa');
    await shows('(1 na innej wersji)');
    const counts = () =>
      page.$$eval('.krok-heat', (all) => all.map((each) => [each.textContent, each.getAttribute('title')].join(': ')));
    await page.waitForSelector('.krok-heat', patience);
    assert.deepEqual(await counts(), ['1: Stoi tu 1 sprawa']);
    await accessible('heat');
    await polish('heat');
    await page.locator('::-p-text(Przebieg)').click();
    await page.waitForFunction(`document.querySelectorAll('.krok-heat').length === 2`, patience);
    await page.locator('tr[data-version="1"] ::-p-text(Pokaż)').click();
    await drawn();
    await page.waitForFunction(`document.querySelectorAll('.krok-heat').length === 2`, patience);
    await page.locator('header ::-p-text(Zmień)').click();
    await drawn();
    await page.locator('::-p-text(Sprawy teraz)').click();
    await page.waitForSelector('.krok-heat', patience);
    await accessible('heat in the designer');
  });

  it('a layout that is changed alone makes no new executable version', async () => {
    const as = { cookie: await api.cookie('processOwner') };
    const { items } = (await api.app.inject({ url: '/api/drafts', headers: as })).json();
    const [{ id }] = items.filter(({ processId }: { processId: string | null }) => processId === 'waiting');
    await api.app.inject({ method: 'DELETE', url: `/api/drafts/${id}`, headers: as });
    const from = { from: 'live', processId: 'waiting' };
    const made = await api.app.inject({ method: 'POST', url: '/api/drafts', payload: from, headers: as });
    const draft = (await api.app.inject({ url: `/api/drafts/${made.json().id}`, headers: as })).json();
    const [diagram] = draft.files;
    const moved = { ...diagram, content: diagram.content.replace(/y="160"/, 'y="150"') };
    assert.notEqual(moved.content, diagram.content);
    const body = { revision: draft.revision, name: draft.name, files: [moved] };
    await api.app.inject({ method: 'PUT', url: `/api/drafts/${draft.id}`, payload: body, headers: as });
    await page.goto(`${base}/designer/${draft.id}`);
    await drawn();
    await checked();
    await page.locator('header ::-p-text(Publikuj)').click();
    await shows('zostaje wersja 2');
    await shows('Przesunięto 1 element.');
    await page.keyboard.press('Escape');
  });

  it('one person asks, another publishes, where the organisation says so', async () => {
    const rule = { version: 0, secondPerson: true };
    const cookie = await api.cookie('administrator');
    const set = await api.app.inject({ method: 'PUT', url: '/api/publishing', payload: rule, headers: { cookie } });
    assert.equal(set.statusCode, 200, set.body);
    await page.reload();
    await drawn();
    await select('wait');
    const count = await page.waitForSelector('fieldset input');
    await count?.click({ count: 3 });
    await page.keyboard.type('4');
    await draftHolds('today(), 4)');
    await checked();
    await page.locator('header ::-p-text(Publikuj)').click();
    await page.waitForSelector('[role=dialog] textarea', patience);
    await shows('W tej organizacji publikuje druga osoba');
    await page.type('[role=dialog] textarea', 'Cztery dni wystarczą');
    await accessible('asking for a publication');
    await polish('asking for a publication');
    await page.locator('[role=dialog] ::-p-text(Poproś o publikację)').click();
    await shows('czeka na drugą osobę');
    await page.locator('header ::-p-text(Publikuj)').click();
    await shows('Twoja prośba czeka na drugą osobę: „Cztery dni wystarczą”');
    const id = page.url().split('/').at(-1) ?? '';
    const { revision, request } = (await api.app.inject({ url: `/api/drafts/${id}`, headers: { cookie } })).json();
    assert.deepEqual([request.own, request.revision], [false, revision]);
    const { items } = (await api.app.inject({ url: '/api/processes', headers: { cookie } })).json();
    const live = items.find(({ processId }: { processId: string }) => processId === 'waiting').deploymentId;
    await post(`/api/drafts/${id}/publish`, { revision, note: request.note, over: live });
    await page.goto(`${base}/procedures/waiting`);
    await shows('na prośbę: Osoba processOwner');
    const off = { version: 1, secondPerson: false };
    await api.app.inject({ method: 'PUT', url: '/api/publishing', payload: off, headers: { cookie } });
  });

  const stage = () => ({ api, cases, hand: new DrawingHand(page, base) });
  it('draws a dispute with its form and its table by clicks, and publishes the three together (story 3)', () =>
    drawDispute(stage()));

  it('draws what comes first and a reaction that stops all (stories 2, 5)', () => drawPromiseAndPlan(stage()));

  it('draws a listing and a claim, each approved, and what a partial payment changes (story 4)', () =>
    drawListingAndClaim(stage()));

  it('draws lanes of roles and a form in the diagram; each role has its tasks, and fills the form in', () =>
    drawLanes({ ...stage(), browser }));

  it('walks the way to a deadlock on the diagram, and asks conditions in plain words', async () => {
    await bring(['stuck.bpmn', stuckProcedure]);
    await drawn();
    await checked();
    await shows('Nie każda sprawa dochodzi do końca');
    const first = await page.$eval('section ul li', (line) => line.innerText.replaceAll(/\s+/g, ' '));
    assert.match(first, /^Razem .*Przez to sprawa nie dojdzie do: „Nigdy”, „Koniec”/);
    assert.doesNotMatch(await page.$eval('section ul', (list) => list.innerText), /Żaden przebieg/);
    assert.equal((await page.$$('.krok-dead')).length, 2);
    await page.locator('section ul ::-p-text(Pokaż drogę)').click();
    await page.waitForSelector('.krok-way-end .djs-visual', patience);
    await shows('Stoi: „Razem”.');
    await accessible('way to a deadlock');
    await polish('way to a deadlock');
    for (const key of ['ArrowLeft', 'ArrowLeft'] as const) await page.keyboard.press(key);
    await shows('Krok 1 z 3');
    await page.waitForSelector('[data-element-id=start].krok-way-now', patience);
    await page.keyboard.press('Escape');
    await page.waitForFunction(`!document.querySelector('.krok-way')`, patience);
    await select('choice');
    await stage().hand.selectFlow('high');
    await page.waitForFunction(
      `[...document.querySelectorAll('aside fieldset input')].some(({ value }) => value === 'Kwota faktury')`,
      patience,
    );
    await accessible('a condition');
    await polish('a condition');
    const amount = await page.waitForSelector('aside fieldset ::-p-aria([name="Wartość"])');
    await amount?.click({ count: 3 });
    await page.keyboard.type('2500');
    await page.keyboard.press('Tab');
    await draftHolds('amount &gt; 250000');
    await page.locator('header ::-p-text(Eksport)').click();
    await page.waitForSelector('[role=menuitem]', patience);
    await accessible('files to take along');
    await page.locator('[role=menuitem]::-p-text(Czy działa w Camunda 8?)').click();
    await shows('nic nie stoi na przeszkodzie');
    await accessible('Camunda 8');
    await page.keyboard.press('Escape');
  });

  it('refuses garbage with a reason, and loses nothing of a file of another modeler', async () => {
    await bring(['garbage.bpmn', 'To nie jest diagram <']);
    await shows('Pliku garbage.bpmn nie można otworzyć');
    await accessible('refused');
    await polish('refused');
    const foreign = waitingProcedure
      .replaceAll('"waiting"', '"foreign"')
      .replace('<bpmn:startEvent', '<bpmn:startEvent xmlns:other="urn:other" other:kept="yes"');
    await bring(['survey.form', '{"id":"survey","components":[]}']);
    await shows('Wybierz razem z diagramem BPMN');
    await bring(['foreign.bpmn', foreign], ['survey.form', '{"id":"survey","components":[]}']);
    await drawn();
    await removesFile(page, 'survey.form');
    await draftHolds('other:kept="yes"');
    await select('wait');
    const count = await page.waitForSelector('fieldset input');
    await count?.click({ count: 3 });
    await page.keyboard.type('9');
    await draftHolds('other:kept="yes"', 'today(), 9)');
  });

  it('copies a step into another procedure, takes back by a key what a click added, and finds by name', async () => {
    for (const step of ['mail', 'wait']) await select(step);
    await copiesStep({ page, shows, draftHolds });
  });

  it('keeps what is drawn: the session ends, the connection is cut, somebody else saves or discards the draft', async () => {
    const setDays = async (count: number) => {
      for (const step of ['mail', 'wait']) await select(step);
      await (await page.waitForSelector('fieldset input'))?.click({ count: 3 });
      await page.keyboard.type(String(count));
    };
    await page.goto(`${base}/procedures/waiting`);
    await page.locator('header ::-p-text(Zmień)').click();
    await page.waitForSelector('[data-step]');
    const table: DrawingTable = { api, page, shows, drawn, draftHolds, setDays };
    await sessionEnds(table);
    await connectionIsCut(table);
    await anotherSaves(table);
  });

  it('is as clear in English and in the dark, where it stands: what is selected stays', async () => {
    await page.goto(page.url());
    await drawn();
    await select('wait');
    await looksOtherwise(page, 'wait');
    await page.goto(`${base}/procedures/waiting`);
    await shows('Versions');
    await accessible('versions in the dark');
    assert.deepEqual(complaints, []);
  });
});
