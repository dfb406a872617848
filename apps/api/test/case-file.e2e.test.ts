import { readOpenItems } from '@krok/receivables';
import type { DeskPlan, DeskView } from '@krok/store';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import {
  accessible as withoutViolation,
  launchBrowser,
  LOOK_EVERY_MS,
  signIn as signInAs,
} from './support/browser-page.ts';
import { CaseDriver } from './support/drive-cases.ts';
import { limits, listing, many } from './support/file-procedures.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

const items = [
  'type;debtor;name;legalform;nip;krs;street;house;postalcode;town;number;issued;due;amount;currency',
  'debtor;K1;Firma Zmyślona sp. z o.o.;company;5260250274;0000123456;ul. Polna;1;00-001;Warszawa;;;;;',
  'invoice;K1;;;;;;;;;F/1;2026-04-01;2026-04-15;1000,00;PLN',
];

describe('a case file in a browser', () => {
  let api: TestApi;
  let cases: CaseDriver;
  let browser: Browser;
  let page: Page;
  let base = '';
  let caseId = '';
  const complaints: string[] = [];
  const letter = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF');

  before(async () => {
    await buildWeb(() => {});
    api = await testApi({ manualClockAt: Date.parse('2026-07-01T10:00:00Z'), webFolder });
    cases = new CaseDriver(api.store);
    base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    await listed();
    await call('/api/deployments', { xml: limits });
    for (const number of [1, 2]) {
      await call('/api/cases', { processId: 'limits', businessKey: `PRÓG/${number}`, variables: { amount: 100 } });
    }
    await cases.settle();
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
    });
  });
  after(async () => {
    await browser?.close();
    await api?.close();
  });

  async function call(url: string, payload: object) {
    const headers = { cookie: await api.cookie('administrator') };
    const answer = await api.app.inject({ method: 'POST', url, payload, headers });
    assert.equal(answer.statusCode, 201, answer.body);
    return answer.json();
  }

  /** A debtor who was warned, whose listing another person approved, and who is in the register. */
  async function listed(): Promise<void> {
    const { store, organisationId, lettersFolder } = api;
    const creditorId = await store.parties.addCreditor({
      organisationId,
      name: 'Hurtownia Zmyślona',
      nip: '5260250274',
      krdContract: true,
      address: { street: 'ul. Prosta', house: '2', flat: null, postalCode: '00-002', town: 'Warszawa' },
    });
    const file = readOpenItems(items.map((text, index) => ({ line: index + 1, cells: text.split(';') })));
    const sha256 = createHash('sha256').update('items').digest('hex');
    await store.ledger.importOpenItems({ creditorId, sha256, fileName: 'items.csv', file, by: null });
    const [invoice] = await store.ledger.invoices({ organisationId });
    assert.ok(invoice);
    await call('/api/deployments', { xml: listing });
    const { id: subject, debtorId } = invoice;
    const variables = { invoiceId: subject, invoiceNumber: 'F/1', amount: 100_000 };
    const { id: ofAdministrator } = await person('administrator');
    ({ caseId } = await store.cases.create({
      organisationId,
      processId: 'listing',
      variables,
      creditorId,
      debtorId,
      subject,
      by: ofAdministrator,
    }));
    await cases.settle();
    const plan = () => store.acts.planBundles(`${creditorId}:${debtorId}`, bundleAll);
    const send = async (reference: string, sent?: string) => {
      const [bundle] = (await plan()).machineBundles;
      assert.ok(bundle);
      const start = await store.acts.recordIntent(bundle.bundleId);
      assert.equal(start.kind, 'attempt');
      if (start.kind !== 'attempt') return bundle.bundleId;
      if (sent) await store.caseFiles.keepDocument(start.effect.id, caseId, { mediaType: 'text/xml', text: sent });
      else {
        mkdirSync(lettersFolder, { recursive: true });
        writeFileSync(join(lettersFolder, `${start.effect.id}.pdf`), letter);
      }
      await store.acts.recordAttempt(start.effect.id);
      await store.acts.recordOutcome(start.effect.id, { kind: 'delivered', reference });
      await cases.settle();
      return bundle.bundleId;
    };
    const bundleId = await send(createHash('sha256').update(letter).digest('hex'));
    await store.ledger.recordDemandPosted([
      { invoiceId: subject, bundleId, postedOn: '2026-05-20', amount: 100_000, bureaus: ['KRD'], reference: null },
    ]);
    await plan();
    const [approval] = await store.acts.worklist({ organisationId, channel: 'approval' });
    assert.ok(approval);
    const { version, hash } = await store.approvals.view(approval.id);
    const { id: by } = await person('approver');
    await store.approvals.decide({ bundleId: approval.id, version, hash, by, approved: true });
    await cases.settle();
    await send('ORDER-1', '<Input><AddInformation>F/1</AddInformation></Input>');
    const [entry] = await store.duties.listings({ organisationId });
    assert.ok(entry);
    const answers = [{ kind: 'accepted', reference: 'KRD-77', on: '2026-07-01' } as const];
    await store.duties.followListing(entry.id, { answers, askAt: null });
  }

  async function person(role: string) {
    const found = (await api.store.users.list(api.organisationId)).find(({ email }) => email.startsWith(`${role}@`));
    assert.ok(found);
    return found;
  }

  const text = async () => (await page.$eval('body', (body) => body.innerText)).replaceAll(/[\u00a0\u202f]/g, ' ');
  const shows = (wanted: string) =>
    page.waitForFunction(
      `document.body.innerText.replaceAll(/[\\u00a0\\u202f]/g, ' ').includes(${JSON.stringify(wanted)})`,
      { timeout: 60_000, polling: LOOK_EVERY_MS },
    );
  const gone = (selector: string) =>
    page.waitForFunction(`document.querySelector(${JSON.stringify(selector)}) === null`, {
      timeout: 60_000,
      polling: LOOK_EVERY_MS,
    });
  const press = (label: string, within = 'body') => page.locator(`${within} ::-p-text(${label})`).click();

  const accessible = (what: string): Promise<void> => withoutViolation(page, what);

  /** No English word, no id and no ISO duration stands on the page. */
  async function polish(what: string): Promise<void> {
    const shown = await text();
    assert.doesNotMatch(shown, ENGLISH, what);
    assert.doesNotMatch(shown, /[0-9a-f]{8}-[0-9a-f]{4}-|\bP(T?\d+[DHMS])/, what);
  }

  async function signIn(role: string, path: string): Promise<void> {
    await page.deleteCookie(...(await page.cookies(base)));
    await page.goto(`${base}${path}`);
    await signInAs(page, `${role}@test.example`);
    await page.waitForSelector('nav');
  }

  it('answers an auditor why the debtor was listed: what the law asks, the demand, who approved', async () => {
    await signIn('auditor', '/cases');
    await page.waitForSelector('table a');
    // As somebody who has only the NIP: 12 keys and two clicks to the answer, a third to the demand.
    const began = Date.now();
    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await page.waitForSelector('[role=dialog] input');
    await page.keyboard.type('5260250274');
    await page.waitForFunction(
      `document.querySelector('[role=dialog] [role=option]')?.innerText.includes('Firma Zmyślona')`,
    );
    await page.keyboard.press('Enter');
    await page.waitForFunction(`location.pathname.startsWith('/debtors/')`);
    await press('Historia');
    await shows('Wpis w KRD obowiązuje od 01.07.2026');
    await accessible('listing in the history of the debtor');
    await page.locator('main a[href*="/cases/"]').click();
    await shows('Dlaczego dłużnik jest w KRD');
    const took = ((Date.now() - began) / 1000).toFixed(1);
    process.stdout.write(`why a debtor was listed: 12 keys, 2 clicks, ${took} s of the machine with axe\n`);
    const shown = await text();
    assert.match(shown, /F\/1: 1000,00 zł, 77 dni po terminie \(wymagane 30\)/);
    assert.match(shown, /Próg kwoty: co najmniej 500,00 zł/);
    assert.match(shown, /Wezwanie z ostrzeżeniem o KRD z 20\.05\.2026/);
    assert.match(shown, /Zatwierdził\(a\) Osoba approver/);
    await polish('case file');
    await accessible('case file');
  });

  it('shows what the approver saw, and proves it', async () => {
    await press('Zobacz, co zatwierdzono', 'aside');
    await page.waitForSelector('[role=dialog] table');
    const shown = await page.$eval('[role=dialog]', (dialog) => dialog.textContent?.replaceAll(/[\u00a0\u202f]/g, ' '));
    assert.match(shown ?? '', /Wpis do KRD · Osoba approver/);
    assert.match(shown ?? '', /F\/1\s*01\.04\.2026\s*15\.04\.2026\s*1000,00 zł\s*wykorzystana/);
    assert.match(shown ?? '', /Odcisk danych zgadza się/);
    await accessible('approval');
    await page.keyboard.press('Escape');
    await gone('[role=dialog]');
  });

  it('shows the very letter and the very order', async () => {
    await press('Zobacz wezwanie', 'aside');
    await shows('To ten sam plik, który zarejestrowano przy wysłaniu.');
    await page.keyboard.press('Escape');
    await gone('[role=dialog]');
    await press('Zobacz zlecenie', 'aside');
    await shows('<AddInformation>F/1</AddInformation>');
    await page.keyboard.press('Escape');
    await gone('[role=dialog]');
  });

  it('replays any moment by keys, and verifies the record in plain words', async () => {
    await press('Odtwórz przebieg');
    await shows('Krok 4 z 4');
    await page.keyboard.press('Home');
    await shows('Przed pierwszym krokiem');
    await page.keyboard.press('ArrowRight');
    await shows('Krok 1 z 4');
    await page.waitForSelector('.krok-active[data-element-id=demand]');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('.krok-active[data-element-id=approve]');
    await page.keyboard.press('ArrowRight');
    await shows('osoba: Osoba approver');
    assert.match(await text(), /Wynik zgody\s*zatwierdzono\s*nowe/);
    await page.keyboard.press('End');
    await page.waitForSelector('.krok-active[data-element-id=check]');
    await press('Sprawdź zapis');
    await shows('Zapis jest nienaruszony');
    await shows('4 kroki tworzą nieprzerwany łańcuch skrótów');
    await polish('replay');
    await accessible('replay');
  });

  it('hands over the audit file of the case', async () => {
    const cookie = await api.cookie('auditor');
    const answer = await api.app.inject({ url: `/api/cases/${caseId}/audit`, headers: { cookie } });
    assert.match(String(answer.headers['content-disposition']), /attachment; filename="krok-audit-/);
    const file = answer.json();
    assert.deepEqual(
      [file.format, file.steps.length, file.hashes.length, file.verification.ok],
      ['krok-audit-1', 4, 4, true],
    );
    const collector = { cookie: await api.cookie('collector') };
    const refused = await api.app.inject({ url: `/api/cases/${caseId}/audit`, headers: collector });
    assert.equal(refused.statusCode, 403);
  });

  it('keeps a note on the case, and the history of the debtor over all cases', async () => {
    await signIn('manager', `/cases/${caseId}`);
    await press('Dodaj notatkę');
    await page.waitForSelector('[role=dialog] textarea');
    await page.type('[role=dialog] textarea', 'Prezes prosi o kontakt po piętnastym.');
    await accessible('note');
    await page.click('[role=dialog] button[type=submit]');
    await shows('Prezes prosi o kontakt po piętnastym.');
    await press('Firma Zmyślona', 'header');
    await shows('Wiekowanie należności');
    await polish('debtor');
    await accessible('debtor');
    await press('Historia');
    await shows('Prezes prosi o kontakt po piętnastym.');
    await accessible('history of the debtor');
  });

  it('lets a manager set a wrong datum and go on: one case, then the rest at once with a result each', async () => {
    await page.goto(`${base}/oversight`);
    await shows('Warunek nie jest prawdą ani fałszem');
    await polish('oversight');
    await accessible('oversight');
    await page.locator('tr button[aria-haspopup=menu]').click();
    await page.waitForSelector('[role=menuitem]');
    await accessible('what can be done about an incident');
    await press('Zmień dane i ponów', '[role=menuitem]');
    await page.waitForSelector('[role=dialog] input[required]');
    await page.type('[role=dialog] input[required]', 'limit');
    await page.type('[role=dialog] input:not([required])', '50');
    await accessible('set a variable');
    await page.click('[role=dialog] button[type=submit]');
    await shows('wznowiono');
    await cases.settle();
    await shows('1 sprawa');
    await page.click('section header input[type=checkbox]');
    await press('Ponów wybrane');
    await shows('Wznowiono 1 sprawę');
    await cases.settle();
    assert.equal(
      (await api.store.cases.openIncidents(api.organisationId)).length,
      1,
      'without the datum it stops again',
    );
    const work = await api.store.acts.worklist({ organisationId: api.organisationId, channel: 'task' });
    assert.ok(work.length >= 0);
  });

  it('stops all sending at once, after asking, and says so loudly', async () => {
    await press('Zatrzymaj wysyłanie');
    await page.waitForSelector('[role=dialog]');
    await press('Zatrzymaj wysyłanie', '[role=dialog] button');
    await shows('Nic nie wychodzi z firmy.');
    assert.equal((await api.store.organisations.read(api.organisationId)).sendingEnabled, false);
    await accessible('sending stopped');
  });

  it('tells the whole of a long history and all incidents by keys: earlier ones, one kind, all again', async () => {
    await call('/api/deployments', { xml: many });
    const keys = Array.from({ length: 60 }, (_, index) => index);
    const { id } = await call('/api/cases', { processId: 'many', variables: { keys } });
    await cases.settle();
    const headers = { cookie: await api.cookie('manager') };
    await api.app.inject({ method: 'POST', url: `/api/cases/${id}/notes`, headers, payload: { text: 'Uwaga.' } });
    const rows = (selector: string) => page.$$eval(selector, (found) => found.length);
    const until = (condition: string) => page.waitForFunction(condition, { timeout: 60_000, polling: LOOK_EVERY_MS });
    await page.goto(`${base}/cases/${id}`);
    await shows('Pokaż wcześniejsze (jeszcze 12)');
    const entries = 'section[class*=day] li';
    assert.equal(await rows(entries), 50);
    await accessible('history with earlier entries');
    // The button goes with the last page: the keyboard stands where reading goes on.
    await page.focus('[data-earlier]');
    await page.keyboard.press('Enter');
    await gone('[data-earlier]');
    assert.equal(await rows(entries), 62);
    await until(`document.activeElement === document.querySelectorAll('${entries}')[50]`);
    await shows('Doszło 12 wcześniejszych wpisów.');
    await press('Notatki', '[role=group]');
    await until(`document.querySelectorAll('${entries}').length === 1`);
    await press('Notatki', '[role=group]');
    await until(`document.querySelectorAll('${entries}').length > 50`);

    const stopped = '[class*=columns] > :first-child ul[class*=list] li';
    assert.equal(await rows(stopped), 7);
    await page.focus('[data-more]');
    await page.keyboard.press('Enter');
    await until(`document.querySelectorAll('${stopped}').length === 50`);
    await shows('jeszcze 10');
    await page.focus('[data-more]');
    await page.keyboard.press('Enter');
    await until(`document.querySelectorAll('${stopped}').length === 60`);
    await polish('long history');
  });

  it('is as clear in English and in the dark, without a complaint', async () => {
    await page.evaluate(() => localStorage.setItem('krok-language', 'en'));
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    for (const [path, wanted] of [
      [`cases/${caseId}`, 'Why the debtor is listed in KRD'],
      [`cases/${caseId}/replay`, 'Step 4 of 4'],
      ['oversight', 'Nothing leaves the firm.'],
    ] as const) {
      await page.goto(`${base}/${path}`);
      await shows(wanted);
      await accessible(path);
    }
    assert.deepEqual(complaints, []);
  });
});

/** Every act that waits becomes a bundle of its own kind, as the desk would do. */
function bundleAll(view: DeskView): DeskPlan {
  const key = (act: DeskView['acts'][number]) => `${act.channel} ${act.type}`;
  const leads = new Map(view.acts.map((act) => [key(act), act]));
  return {
    acts: view.acts.map((act) => ({ kind: 'bundle', actId: act.id, bundle: key(act) })),
    bundles: [...leads].map(([bundle, { channel, kind }]) => ({
      bundle,
      channel,
      kind,
      performer: channel === 'approval' || channel === 'task' ? 'person' : 'machine',
    })),
  };
}

const ENGLISH =
  /\b(the|and|of|is|are|with|case|cases|step|steps|overdue|sent|waits|approved|approval|retry|error|loading|search|due|open|closed|history|note|amount|invoice|debtor|listed|why|system is)\b/i;
