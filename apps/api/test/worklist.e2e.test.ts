import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { launchBrowser, pageOf, type BrowserPage } from './support/browser-page.ts';
import { collectorDay, type CollectorDay } from './support/collector-day.ts';

const dist = process.env['KROK_TEST_DIST'] ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
const firstLoadLimit = 262 * 1024;
const patience = 60_000;

describe("a collector's morning in the browser", () => {
  let browser: Browser;
  let day: CollectorDay;
  let desk: BrowserPage;

  before(async () => {
    if (process.env['KROK_TEST_DIST'] === undefined) await buildWeb(() => {});
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    // A page that is left open goes on asking for its API.
    await desk?.page.browserContext().close();
    await day?.api.close();
    day = await collectorDay(10, dist);
    desk = await pageOf(browser, day.base, await day.api.cookie('collector'));
  });
  after(async () => {
    await browser?.close();
    await day?.api.close();
  });

  const current = () => desk.page.$eval('[aria-current=true] strong', (name) => name.innerText);
  const lines = () => desk.page.$$eval('li strong', (names) => names.map((name) => name.innerText));
  const opened = () => desk.shows('Dlaczego tutaj');
  /** The step of this debtor is on the screen, not that of the one before. */
  const stepOf = (name: string) =>
    desk.until(`document.querySelector('section h2')?.closest('header')?.innerText.includes(${JSON.stringify(name)})`);
  const open = async () => {
    await desk.open('/');
    await opened();
    await stepOf(await current());
  };
  const fillIn = async (who: string) => {
    await desk.page.type('.fjs-form input[type=text]', who);
    await desk.page.focus('.fjs-form input[type=radio][value=paid], .fjs-form input[type=radio]');
    await desk.press('Space');
  };
  const openWork = () => day.api.store.acts.worklist({ organisationId: day.api.organisationId, limit: 500 });
  const until = async (what: string, found: () => Promise<boolean>) => {
    const end = Date.now() + patience;
    while (!(await found())) {
      if (Date.now() > end) assert.fail(`Expected in time: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };

  it('does ten tasks without the mouse, each opening the next; a promise takes four keys', async () => {
    await open();
    assert.equal((await lines()).length, 10);
    const calls: readonly (readonly [
      outcome: '1' | '2' | '3' | '4' | '5' | '6',
      field: string | null,
      said: string,
    ])[] = [
      ['1', 'day', 'pt'],
      ['2', null, ''],
      ['3', 'note', 'Towar przyszedł uszkodzony'],
      ['4', null, ''],
      ['5', null, ''],
      ['6', 'callbackTime', '14:30'],
      ['1', 'day', '+7'],
      ['1', 'day', '10.07'],
      ['2', null, ''],
      ['1', 'day', 'jutro'],
    ];
    for (const [index, [outcome, field, said]] of calls.entries()) {
      const name = await current();
      await stepOf(name);
      const before = desk.keys;
      const began = Date.now();
      await desk.press(outcome);
      if (field !== null) await desk.until(`document.activeElement?.getAttribute('name') === ${JSON.stringify(field)}`);
      if (said !== '') await desk.type(said);
      await desk.chord('Control', 'Enter');
      if (index === 0) {
        assert.equal(desk.keys - before, 4, 'keys of a call with a promise');
        const took = ((Date.now() - began) / 1000).toFixed(1);
        process.stdout.write(`a call with a promise: 4 keys, no click, ${took} s of the machine\n`);
      }
      if (index < calls.length - 1)
        await desk.until(`document.querySelector('[aria-current=true] strong')?.innerText !== ${JSON.stringify(name)}`);
    }
    await desk.shows('Wszystko zrobione');
    await until('all but the call-back are sent', async () => (await openWork()).length === 1);
    const [left] = await openWork();
    assert.equal(left?.callback, true);
    const promises = [];
    for (const { id } of await day.api.store.parties.debtors(day.api.organisationId))
      for (const ledger of await day.api.store.ledger.debtor(id)) promises.push(...ledger.promises);
    assert.deepEqual(promises.map(({ promisedOn }) => promisedOn).sort(), [
      '2026-07-02',
      '2026-07-03',
      '2026-07-08',
      '2026-07-10',
    ]);
    assert.deepEqual(desk.complaints, []);
  });

  it('hears no digit of a day as an outcome when its field is not there yet: nothing is chosen', async () => {
    await open();
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await desk.page.setRequestInterception(true);
    desk.page.on('request', (request) => {
      const isStep = /\/api\/work\/[^/?]+$/.test(request.url());
      void (isStep ? held.then(() => request.continue()) : request.continue());
    });
    await desk.press('j', 'j', 'j', 'j', 'j');
    await desk.until('document.querySelector("input[name=outcome]") === null');
    await desk.press('1');
    // The rest of the day follows as soon as the step has come.
    const typed = desk.page.evaluate(`new Promise((done) => {
      const look = () => {
        if (!document.querySelector('input[name=outcome]')) return requestAnimationFrame(look);
        for (const key of ['3', '1', '2']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        requestAnimationFrame(() => done(document.querySelector('input[name=outcome]:checked')?.value ?? 'nothing'));
      };
      look();
    })`);
    letThrough();
    assert.equal(await typed, 'nothing');
  });

  it('takes a completion back within ten seconds, with what was entered', async () => {
    await open();
    const name = await current();
    await desk.press('1');
    await desk.until('document.activeElement?.name === "day"');
    await desk.type('pt');
    await desk.chord('Control', 'Enter');
    await desk.shows(`Zakończone: ${name}`);
    await desk.press('u');
    await desk.until(`document.querySelector('[aria-current=true] strong')?.innerText === ${JSON.stringify(name)}`);
    await desk.until('document.querySelector("input[name=day]")?.value === "pt"');
    assert.equal((await openWork()).length, 10);
  });

  it('keeps what was entered over a reload', async () => {
    await open();
    await desk.press('1');
    await desk.until('document.activeElement?.name === "day"');
    await desk.type('+14');
    await desk.press('Escape', 'n');
    await desk.until('document.activeElement?.name === "note"');
    await desk.type('Zapłaci po wypłacie');
    await desk.page.reload();
    await opened();
    await desk.until('document.querySelector("input[name=day]")?.value === "+14"');
    assert.equal(await desk.page.$eval('textarea[name=note]', (note) => note.value), 'Zapłaci po wypłacie');
    assert.equal(await desk.page.$eval('input[name=outcome]:checked', (input) => input.value), 'promise');
  });

  it('tells kindly that somebody else was first, and goes on with the next', async () => {
    await open();
    const name = await current();
    // From here on the list is a little behind, as it always may be.
    await desk.page.setRequestInterception(true);
    desk.page.on('request', (request) => {
      if (request.method() === 'GET' && /\/api\/(work|live)/.test(request.url())) void request.abort();
      else void request.continue();
    });
    const manager = (await day.api.store.users.list(day.api.organisationId)).find(({ roles }) =>
      roles.includes('manager'),
    );
    assert.ok(manager);
    for (const bundle of await openWork()) await day.api.store.acts.claimBundle(bundle.id, manager.id);
    await desk.press('2');
    await desk.shows('To zadanie robi już ktoś inny');
    await desk.until(`document.querySelector('[aria-current=true] strong')?.innerText !== ${JSON.stringify(name)}`);
  });

  it('loses a race that was run without a line, kindly: nothing half done, nothing that was written lost', async () => {
    await open();
    const name = await current();
    await desk.press('1');
    await desk.until('document.activeElement?.name === "day"');
    await desk.type('+14');
    await until('it is taken', async () => (await openWork()).some(({ claimedBy }) => claimedBy !== null));
    const { id, claimedBy } = (await openWork()).find((bundle) => bundle.claimedBy !== null) ?? { id: '' };
    await desk.page.setOfflineMode(true);
    await desk.chord('Control', 'Enter');
    await desk.shows(`Czeka na połączenie: ${name}`);
    const { store } = day.api;
    const users = await store.users.list(day.api.organisationId);
    const manager = users.find(({ roles }) => roles.includes('manager'))?.id ?? '';
    await store.acts.assignBundle({ bundleId: id, to: manager, by: manager });
    await desk.page.setOfflineMode(false);
    await desk.shows(`Nie zapisano: ${name}`);
    await desk.shows('Ktoś inny zajmuje się tym zadaniem. To, co wpisano, zostało w szkicu tego zadania.');
    await desk.accessible('a race that was lost');
    const bundle = await store.acts.bundle(id);
    assert.equal(bundle.status, 'planned');
    assert.equal(bundle.claimedBy, manager);
    for (const debtor of await store.parties.debtors(day.api.organisationId))
      for (const { promises } of await store.ledger.debtor(debtor.id)) assert.deepEqual(promises, []);
    await store.acts.assignBundle({ bundleId: id, to: claimedBy ?? '', by: manager });
    await desk.open(`/work?item=${id}`);
    await opened();
    await desk.until('document.querySelector("input[name=day]")?.value === "+14"');
  });

  it('shows new work by itself, and finds a debtor by name, without accents', async () => {
    await open();
    await day.desk.work('visits', 'FV/2026/06/0003');
    await desk.shows('Wizyta u dłużnika');
    await desk.chord('Control', 'k');
    await desk.until('document.activeElement?.getAttribute("role") === "combobox"');
    await desk.type('zmyslona 3');
    await desk.until('document.querySelector("[role=option]")?.innerText.includes("Firma Zmyślona 3")');
    await desk.accessible('palette');
    await desk.press('Enter');
    await desk.until('location.pathname.startsWith("/debtors/")');
    await desk.shows('Firma Zmyślona 3');
  });

  it('fills in the form of a step, in Polish, and names the field that is wrong', async () => {
    const { id } = await day.desk.work('visits', 'FV/2026/06/0003');
    await desk.open(`/work?item=${id}`);
    await desk.shows('Z kim rozmawiano');
    await fillIn('Anna');
    const [date, meeting, hour] = await desk.page.$$('.fjs-form-field-datetime input');
    assert.ok(date && meeting && hour);
    const placeholder = await date.evaluate((input) => input.getAttribute('placeholder'));
    assert.equal(placeholder, 'dd.mm.rrrr');
    await date.type('31.02.2027');
    await meeting.focus();
    await desk.shows('„31.02.2027” to nie jest dzień.');
    await date.type('30.06.2026');
    await meeting.focus();
    await desk.shows('Ten dzień już minął. Najwcześniej 01.07.2026.');
    await date.type('+7');
    await meeting.type('2.07');
    await desk.accessible('step with a form');
    await hour.type('9');
    await desk.press('Tab');
    assert.deepEqual(await desk.page.$$eval('.fjs-form-field-datetime input', (all) => all.map(({ value }) => value)), [
      '08.07.2026',
      '02.07.2026',
      '09:00',
    ]);
    assert.doesNotMatch(await desk.text(), /już minął|nie jest dzień/);
    await desk.speak('English');
    const said = (wanted: string) =>
      desk.until(
        `[...document.querySelectorAll('.fjs-form-field-datetime input')].map(({ value }) => value).join() === '${wanted}'`,
      );
    await said('8 Jul 2026,2 Jul 2026,09:00');
    const dayField = await desk.page.$('.fjs-form-field-datetime input');
    await dayField?.click({ count: 3 });
    await dayField?.type('31 Feb 2027');
    await desk.press('Tab');
    await desk.shows('“31 Feb 2027” is no day.');
    await desk.accessible('the form in English');
    await dayField?.click({ count: 3 });
    await dayField?.type('8 jul');
    await desk.press('Tab');
    await said('8 Jul 2026,2 Jul 2026,09:00');
    await desk.speak('Polski');
    await said('08.07.2026,02.07.2026,09:00');
    assert.ok(await desk.page.$('.fjs-powered-by'), 'the mark of bpmn.io stays');
    let sent = '';
    desk.page.on('request', (request) => {
      if (request.url().endsWith(`/api/work/${id}/complete`)) sent = request.postData() ?? '';
    });
    await desk.chord('Control', 'Enter');
    await desk.shows('Zakończone: Żaneta Nieistniejąca');
    await until('the visit is sent', async () => (await day.api.store.acts.bundle(id)).status === 'done');
    assert.deepEqual(desk.complaints, []);
    const entered = { who: 'Anna', next: '2026-07-08', meeting: '2026-07-02T09:00+02:00', result: 'paid' };
    assert.partialDeepStrictEqual(JSON.parse(sent), { form: entered });
  });

  it('says why a result was not accepted, with what was entered there again, and why a task could not be given', async () => {
    const { id, acts } = await day.desk.work('heard-visits', 'FV/2026/06/0003');
    const [{ caseId } = { caseId: '' }] = acts;
    await desk.open(`/work?item=${id}`);
    await desk.shows('Z kim rozmawiano');
    await fillIn('Anna');
    await desk.chord('Control', 'Enter');
    await until('the visit is sent', async () => (await day.api.store.acts.bundle(id)).status === 'done');
    await day.desk.cases.settle();
    await day.desk.answer(caseId, 'check-visit', { denied: true, reason: 'Brakuje zdjęcia hali.' });
    await desk.shows('Wróciło do poprawy: Żaneta Nieistniejąca');
    await desk.shows('Do poprawy');
    await desk.page.locator('li ::-p-text(Do poprawy)').click();
    await desk.shows('Brakuje zdjęcia hali.');
    await desk.shows('Osoba manager');
    await desk.until('document.querySelector(".fjs-form input[type=text]")?.value === "Anna"');
    await desk.until('document.querySelector(".fjs-form input[type=radio]")?.checked');
    await desk.accessible('a result that was not accepted');
    await desk.chord('Control', 'Enter');
    const again = (await openWork()).find(({ acts: [act] }) => act?.caseId === caseId);
    assert.ok(again && again.id !== id);
    await until('it is sent again', async () => (await day.api.store.acts.bundle(again.id)).status === 'done');
    await day.desk.cases.settle();
    await day.desk.answer(caseId, 'check-visit', { denied: false });
    assert.equal(day.desk.cases.state(caseId).status, 'completed');

    const given = await day.desk.begin('visits-given', 'FV/2026/06/0003');
    await day.desk.answer(given.caseId, 'check-person', { denied: true, reason: 'Anna jest na urlopie.' });
    const offered = (await openWork()).find(({ acts: [act] }) => act?.caseId === given.caseId);
    await desk.open(`/work?item=${offered?.id}`);
    await desk.shows('Nie udało się przydzielić zadania');
    await desk.shows('Anna jest na urlopie.');
    await desk.accessible('a task that could not be given');
    assert.deepEqual(desk.complaints, []);
  });

  it('shows an approver exactly what they approve, and tells who began it why they may not', async () => {
    const { id } = await day.desk.work('approvals', 'FV/2026/06/0003');
    const manager = (await day.api.store.users.list(day.api.organisationId)).find(({ roles }) =>
      roles.includes('manager'),
    );
    assert.ok(manager);
    const approver = await pageOf(browser, day.base, await day.api.cookie('approver'));
    await approver.open(`/work?item=${id}`);
    await approver.shows('Co zatwierdzasz');
    await approver.shows('249,99 zł');
    await approver.accessible('approval');
    await approver.page.locator('::-p-text(Odrzuć)').click();
    await approver.shows('Napisz, dlaczego odrzucasz.');
    await approver.page.locator('main button ::-p-text(Zatwierdź)').click();
    await until('the approval is decided', async () => (await day.api.store.acts.bundle(id)).status === 'done');
    const collector = await pageOf(browser, day.base, await day.api.cookie('collector'));
    await collector.open('/');
    await collector.shows('Dlaczego tutaj');
    assert.doesNotMatch(await collector.text(), /Co zatwierdzasz/);
  });

  it('has no barrier: list, step, keys, bell, in both schemes', async () => {
    for (const scheme of ['light', 'dark']) {
      await desk.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await open();
      await desk.accessible(`worklist, ${scheme}`);
      await desk.press('3');
      await desk.until('document.activeElement?.name === "note"');
      await desk.accessible(`wrap-up, ${scheme}`);
      await desk.press('Escape', '?');
      await desk.shows('Skróty klawiszowe');
      await desk.accessible(`keys, ${scheme}`);
      await desk.press('Escape');
      await desk.until('document.querySelector("[role=dialog]") === null');
      await desk.page.focus('nav button[aria-label^="Powiadomienia"]');
      await desk.press('Enter');
      await desk.shows('Czeka na Ciebie');
      await desk.accessible(`bell, ${scheme}`);
      await desk.press('Escape');
    }
    assert.deepEqual(desk.complaints, []);
  });

  it('loads the worklist in less than 262 KB', async () => {
    const fetched = new Set<string>();
    desk.page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (/\.(js|css)$/.test(pathname)) fetched.add(pathname);
    });
    await open();
    const sizes = [...fetched].map((file) => gzipSync(readFileSync(`${dist}${file}`)).length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`First load of the worklist: ${Math.round(total / 1024)} KB compressed in ${fetched.size} files`);
    assert.ok(total < firstLoadLimit, `${total} bytes of ${[...fetched].join(', ')}`);
    assert.ok(![...fetched].some((file) => /designer|diagram|step-form/.test(file)), [...fetched].join(', '));
  });
});
