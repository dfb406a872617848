import { byId } from '@krok/engine';
import type { TimelinePage, Verification } from '@krok/contracts/schemas';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { type BrowserPage, launchBrowser, pageOf } from './support/browser-page.ts';
import { CaseDriver } from './support/drive-cases.ts';
import { repairProcedure } from './support/repair-procedure.ts';
import { testApi, type TestApi } from './support/test-api.ts';

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));
const day = 86_400_000;
const start = Date.parse('2026-11-23T09:00:00Z');

describe('an operator repairs cases in a browser', () => {
  let api: TestApi;
  let cases: CaseDriver;
  let browser: Browser;
  let screen: BrowserPage;
  let listening: { close(): Promise<void> };
  let settling: Promise<void> = Promise.resolve();
  let started = 0;
  before(async () => {
    await buildWeb(() => {});
    api = await testApi({ manualClockAt: start, webFolder });
    cases = new CaseDriver(api.store);
    // Whatever the page asks for reaches its case as soon as it is written.
    listening = await api.store.outbox.listen(() => void settle());
    const base = await api.app.listen({ host: '127.0.0.1', port: 0 });
    await call('POST', '/api/deployments', 201, { xml: repairProcedure });
    browser = await launchBrowser();
    screen = await pageOf(browser, base, await api.cookie('manager'));
  });
  after(async () => {
    await browser?.close();
    await listening?.close();
    await settling;
    await api?.close();
  });

  function settle(): Promise<void> {
    settling = settling.then(() => cases.settle());
    return settling;
  }
  async function call(method: 'GET' | 'POST', url: string, status: number, payload?: object) {
    const headers = { cookie: await api.cookie('administrator') };
    const answer = await api.app.inject({ method, url, headers, ...(payload && { payload }) });
    assert.equal(answer.statusCode, status, answer.body);
    return answer.json();
  }
  async function startCase(amount: number): Promise<string> {
    started += 1;
    const businessKey = `FV/2026/${started}`;
    const variables = { invoiceNumber: businessKey, amount };
    const { id } = await call('POST', '/api/cases', 201, { processId: 'repair', businessKey, variables });
    await settle();
    return id;
  }
  async function passed(days: number): Promise<void> {
    const { now } = await api.store.clock.read(api.organisationId);
    await call('POST', '/api/clock/advance', 200, { to: new Date(now + days * day).toISOString() });
    await settle();
  }
  async function stop(id: string): Promise<void> {
    const job = Object.keys(byId(cases.state(id).jobs))[0] ?? assert.fail('no job');
    await cases.command(id, `test ${id}`, {
      kind: 'failJob',
      job,
      retries: 0,
      backOff: 0,
      message: 'register is closed',
    });
  }
  const where = async (id: string): Promise<string[]> =>
    (await call('GET', `/api/cases/${id}/repairable`, 200)).instances.map(
      (each: { elementId: string }) => each.elementId,
    );
  async function verified(id: string): Promise<void> {
    const { ok }: Verification = await call('GET', `/api/cases/${id}/verify`, 200);
    assert.ok(ok);
  }
  const press = (name: string, within = 'body') =>
    screen.page.locator(`${within} ::-p-aria([name="${name}"][role="button"])`).setTimeout(60_000).click();
  const write = (field: string, text: string) => screen.page.locator(`[name="${field}"]`).setTimeout(60_000).fill(text);
  async function choose(item: string): Promise<void> {
    await press('Napraw');
    await screen.page.locator(`::-p-aria([name="${item}"][role="menuitem"])`).setTimeout(60_000).click();
  }
  async function target(name: string): Promise<void> {
    await screen.page.locator('[role=dialog] input[aria-haspopup="listbox"]').setTimeout(60_000).click();
    await screen.page.locator(`::-p-aria([name="${name}"][role="option"])`).setTimeout(60_000).click();
  }

  it('skips a step that stopped', async () => {
    const id = await startCase(50);
    await passed(8);
    await stop(id);
    await screen.open(`/cases/${id}`);
    await press('Pomiń lub przenieś krok');
    await screen.shows('Krok liczy się jako zrobiony');
    await screen.shows('Wyślij wezwanie');
    await screen.until(`document.querySelector('[role=status][aria-label="Co się stanie"]') !== null`);
    await screen.accessible('the studio');
    await write('repair-reason', 'Rejestr ma przerwę do jutra');
    await press('Pomiń krok');
    await screen.shows('Krok pominięto');
    await screen.shows('Pominięto krok: Sprawdź w rejestrze');
    await screen.shows('Rejestr ma przerwę do jutra');
    assert.deepEqual(await where(id), ['mail']);
    await verified(id);
  });

  it('moves a case out of the wrong branch of a gateway, by pointing at the diagram', async () => {
    const id = await startCase(500);
    await screen.open(`/cases/${id}`);
    await screen.until(`document.querySelector('[data-ready] [data-element-id="claim"]') !== null`);
    await screen.page.locator('[data-element-id="claim"] .djs-hit').setTimeout(60_000).click();
    await screen.shows('Naprawa sprawy');
    await screen.page.locator('[role=dialog] label ::-p-text(Przenieś)').setTimeout(60_000).click();
    await screen.shows('na który ma trafić sprawa');
    await screen.until(
      `document.querySelector('[role=dialog] [data-ready] .krok-mark-target[data-element-id="wait"]') !== null`,
    );
    await screen.page.locator('[role=dialog] [data-element-id="wait"] .djs-hit').setTimeout(60_000).click();
    await screen.shows('Wycofane: Przygotuj pozew');
    await write('repair-reason', 'Kwota bez odsetek jest mała');
    await press('Przenieś sprawę');
    await screen.shows('Sprawę przeniesiono');
    await screen.shows('Przeniesiono: Przygotuj pozew → Czekaj 7 dni');
    assert.deepEqual(await where(id), ['wait']);
    await verified(id);
    const { entries }: TimelinePage = await call('GET', `/api/cases/${id}/timeline`, 200);
    const entry = entries.find((each) => each.kind === 'step' && each.what === 'modify');
    assert.equal(entry?.kind === 'step' && entry.by, 'Osoba manager');
    await screen.open(`/cases/${id}/replay?step=2`);
    await screen.shows('Kwota bez odsetek jest mała');
  });

  it('changes a running term', async () => {
    const id = await startCase(50);
    await screen.open(`/cases/${id}`);
    await choose('Zmień termin');
    const { now } = await api.store.clock.read(api.organisationId);
    const due = new Date(now + 2 * day);
    await screen.shows('Termin, który już minął');
    await write('repair-due-day', due.toISOString().slice(0, 10));
    await write('repair-due-time', '12:30');
    await write('repair-reason', 'Dłużnik obiecał zapłatę do środy');
    await press('Zmień termin');
    await screen.shows('Termin zmieniono');
    await screen.shows('Zmieniono termin: Czekaj 7 dni');
    const { nextDue } = await call('GET', `/api/cases/${id}`, 200);
    assert.equal(nextDue, `${due.toISOString().slice(0, 10)}T11:30:00.000Z`);
    await verified(id);
  });

  it('pauses a case, finds it again, and lets it go on', async () => {
    const id = await startCase(50);
    await screen.open(`/cases/${id}`);
    await choose('Wstrzymaj sprawę');
    await write('repair-reason', 'Dłużnik złożył wniosek o restrukturyzację');
    await screen.accessible('why a case is paused');
    await press('Wstrzymaj sprawę', '[role=dialog]');
    await screen.shows('Sprawa jest wstrzymana');
    await screen.shows('Sprawa wstrzymana od');
    await screen.shows('wstrzymuje: Osoba manager');
    await screen.accessible('a paused case');
    await screen.open('/cases?suspended=true');
    await screen.shows(`FV/2026/${started}`);
    await screen.hides('FV/2026/1');
    await screen.accessible('the list of paused cases');
    await passed(8);
    await screen.open(`/cases/${id}`);
    await press('Wznów sprawę');
    await screen.shows('Minione terminy zadziałają od razu');
    await press('Wznów sprawę', '[role=dialog]');
    await screen.hides('Sprawa wstrzymana od');
    await screen.shows('Minął termin: Czekaj 7 dni');
    assert.deepEqual(await where(id), ['check']);
    await verified(id);
  });

  it('moves the cases of one cause together, and wakes work behind the scenes', async () => {
    const ids = [await startCase(50), await startCase(50)];
    await passed(8);
    for (const id of ids) await stop(id);
    await api.store.standstills.note({
      workflowId: `daily:${api.organisationId}`,
      cause: 'brokenWorkflow',
      detail: 'TypeError (attempt 9)',
    });
    await screen.open('/oversight');
    for (const key of [started, started - 1]) {
      await screen.page.locator(`::-p-aria([name="Wybierz: FV/2026/${key}"])`).setTimeout(60_000).click();
    }
    await screen.shows('wybrano 2');
    await press('Napraw', 'section[aria-label="Incydenty"] header');
    await screen.page.locator('::-p-aria([name="Przenieś…"][role="menuitem"])').setTimeout(60_000).click();
    await screen.shows('Naprawa obejmie 2 sprawy');
    await target('Zadzwoń');
    await write('repair-reason', 'Rejestr nie działa, dzwonimy');
    await screen.accessible('a repair of several');
    await press('Przenieś sprawę');
    await screen.shows('Naprawiono 2 sprawy');
    await screen.accessible('results of a repair of several');
    await screen.press('Escape');
    await screen.until(`document.querySelector('[role=dialog]') === null`);
    for (const id of ids) {
      assert.deepEqual(await where(id), ['call']);
      await verified(id);
    }
    await screen.shows('Codzienna praca organizacji');
    await press('Obudź');
    await screen.shows('Praca została obudzona');
    await screen.accessible('the oversight');
  });

  it('ends a case by hand, with the keyboard alone', async () => {
    const id = await startCase(500);
    await screen.open(`/cases/${id}`);
    await screen.shows('Przygotuj pozew');
    await screen.page.focus('::-p-aria([name="Napraw"][role="button"])');
    await screen.press('Enter');
    await screen.until(`document.querySelectorAll('[role=menuitem]').length === 4`);
    await screen.until(`document.activeElement?.getAttribute('role') === 'menuitem'`);
    await screen.press('ArrowUp');
    await screen.until(`document.activeElement?.textContent === 'Zakończ sprawę'`);
    await screen.press('Enter');
    await screen.until(`document.activeElement?.getAttribute('name') === 'repair-reason'`);
    await screen.shows('Wycofane: Przygotuj pozew');
    await screen.type('Wierzyciel wycofał zlecenie');
    await screen.press('Tab', 'Tab', 'Enter');
    await screen.shows('Sprawa przerwana');
    await screen.shows('Wierzyciel wycofał zlecenie');
    assert.equal((await call('GET', `/api/cases/${id}`, 200)).status, 'terminated');
    assert.deepEqual(screen.complaints, []);
  });
});
