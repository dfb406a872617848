import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { launchBrowser, pageOf, type BrowserPage } from './support/browser-page.ts';
import { OfficialDesk } from './support/official-desk.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const dist = process.env['KROK_TEST_DIST'] ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
const NOON = Date.UTC(2026, 6, 1, 10);
const DAY = 86_400_000;
const patience = 90_000;

describe('duties, replies and approvals without the mouse', () => {
  let browser: Browser;
  let api: TestApi;
  let desk: OfficialDesk;
  let base: string;
  let letterId: string;
  let collector: BrowserPage;

  before(async () => {
    if (process.env['KROK_TEST_DIST'] === undefined) await buildWeb(() => {});
    browser = await launchBrowser();
    api = await testApi({ manualClockAt: NOON, webFolder: dist });
    desk = await OfficialDesk.open(api);
    base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    letterId = await desk.printed(0);
    await desk.demandedBefore(letterId, 1);
    await desk.start('listings', 1);
    await api.store.clock.advance(api.organisationId, NOON + 2 * DAY);
    await desk.plan();
    collector = await pageOf(browser, base, await api.cookie('collector'));
  });
  after(async () => {
    await browser?.close();
    await api?.close();
  });

  const until = async (what: string, found: () => Promise<boolean>) => {
    const end = Date.now() + patience;
    while (!(await found())) {
      if (Date.now() > end) assert.fail(`Expected in time: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };

  it('a posting is confirmed in its step, from the case page on, with number and day', async () => {
    const { acts } = await api.store.acts.bundle(letterId);
    await collector.open(`/cases/${acts[0]?.caseId ?? ''}`);
    await collector.shows('Potwierdź nadanie listu');
    await collector.page.focus('a[href^="/work?item="]');
    await collector.press('Enter');
    await collector.shows('List do nadania');
    assert.doesNotMatch(await collector.text(), /Obiecana zapłata|Nie odbiera|Odmowa zapłaty/);
    await collector.until('document.querySelector("[name=number]") !== null');
    await collector.accessible('posting');
    await collector.press('1');
    await collector.until('document.activeElement?.getAttribute("name") === "number"');
    await collector.type('RR123456785PL');
    await collector.chord('Control', 'Enter');
    await until('the letter is posted', async () => (await api.store.letters.letter(letterId)).state === 'posted');
    assert.deepEqual(collector.complaints, []);
  });

  it('an approver approves the order as it would leave', async () => {
    const { id } = await desk.work('approval');
    const approver = await pageOf(browser, base, await api.cookie('approver'));
    await approver.open(`/work?item=${id}`);
    await approver.shows('Zlecenie wpisu do KRD');
    await approver.shows('procedura, bez udziału człowieka');
    await approver.shows('2000,00 zł');
    await approver.accessible('approval with its document');
    await approver.press('n');
    await approver.until('document.activeElement?.id === "approval-reason"');
    await approver.type('Sprawdzone z umową');
    await approver.chord('Control', 'Enter');
    await until('the approval is given', async () => (await api.store.acts.bundle(id)).status === 'done');
    assert.deepEqual(approver.complaints, []);
  });

  it('an order that KRD refused is looked at, and sent again', async () => {
    const listingId = await desk.ordered();
    const { id } = await desk.rejected(listingId);
    await collector.open(`/work?item=${id}`);
    await collector.shows('KRD: brakuje numeru dłużnika');
    await collector.shows('Uzupełnij numery dłużnika');
    await collector.accessible('correction of a listing');
    await collector.press('1');
    await collector.until('document.querySelector("input[name=outcome]:checked")?.value === "retry"');
    await collector.chord('Control', 'Enter');
    await until('the question is answered', async () => (await api.store.acts.bundle(id)).status === 'done');
  });

  it('a reply is written down from the step, waits in its queue, and is dealt with', async () => {
    const { caseId } = (await api.store.acts.bundle(letterId)).acts[0] ?? { caseId: '' };
    await collector.open(`/cases/${caseId}`);
    await collector.page.locator('button ::-p-text(Odpowiedź dłużnika)').click();
    await collector.until('document.activeElement?.tagName === "TEXTAREA"');
    await collector.type('Zapłacimy w piątek');
    await collector.accessible('reply dialog');
    await collector.chord('Control', 'Enter');
    await collector.shows('Odpowiedź zapisana');
    await desk.plan();
    await collector.open('/work?queue=replies');
    await collector.shows('Zapłacimy w piątek');
    await collector.shows('Dłużnik odpisał');
    await collector.accessible('reply');
    const { id } = await desk.work('task');
    await collector.press('1');
    await collector.until('document.querySelector("input[name=outcome]:checked")?.value === "answered"');
    await collector.chord('Control', 'Enter');
    await until('somebody has dealt with it', async () => (await api.store.acts.bundle(id)).status === 'done');
    await collector.shows('Nic tu nie ma');
  });

  it('a task that is over says so, whoever opens its link', async () => {
    const done = await api.store.acts.worklist({ organisationId: api.organisationId, status: 'done', limit: 1 });
    await collector.open(`/work?item=${done[0]?.id ?? ''}`);
    await collector.shows('To zadanie nie jest już otwarte.');
  });

  it('a manager gives marked work to a person', async () => {
    const { caseId } = (await api.store.acts.bundle(letterId)).acts[0] ?? { caseId: '' };
    await api.store.replies.record({
      caseId,
      channel: 'phone',
      receivedOn: '2026-07-03',
      text: 'Oddzwonił',
      by: (await api.store.users.list(api.organisationId))[0]?.id ?? '',
    });
    await desk.plan();
    const { id } = await desk.work('task');
    const manager = await pageOf(browser, base, await api.cookie('manager'));
    await manager.open(`/work?item=${id}`);
    await manager.shows('Oddzwonił');
    await manager.press('x');
    await manager.shows('Zaznaczono 1');
    await manager.page.locator('button ::-p-text(Przydziel…)').click();
    await manager.until('document.querySelectorAll("[role=dialog] option").length > 2');
    await manager.accessible('giving work');
    const users = await api.store.users.list(api.organisationId);
    const to = users.find(({ roles }) => roles.includes('collector'))?.id ?? '';
    await manager.page.select('[role=dialog] select', to);
    await manager.page.locator('[role=dialog] button[type=submit]').click();
    await manager.shows('Zrobione: 1 z 1');
    assert.equal((await api.store.acts.bundle(id)).claimedBy, to);
    assert.deepEqual(manager.complaints, []);
  });
});
