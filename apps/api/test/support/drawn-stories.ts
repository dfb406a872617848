import { byId } from '@krok/engine';
import assert from 'node:assert/strict';
import { accessible } from './browser-page.ts';
import type { DrawingHand } from './drawing-hand.ts';
import type { CaseDriver } from './drive-cases.ts';
import type { TestApi } from './test-api.ts';

export interface Stage {
  readonly api: TestApi;
  readonly cases: CaseDriver;
  readonly hand: DrawingHand;
}

/** Story 3: sales owns a dispute with a deadline; a form asks for its result, a table decides what follows from it. */
export async function drawDispute({ api, cases, hand }: Stage): Promise<void> {
  await hand.newProcedure('Spór o część');
  await hand.add('send-email', 'wait', 'call-debtor', 'decide', 'person', 'deadline', 'send-pre-court-demand', 'end');
  await hand.select('Którą drogą?');
  await hand.add('send-letter', 'end');
  await hand.assertTidy();
  await hand.select('Którą drogą?');
  const disputed = 'aside section[aria-label="Droga: Zadanie"]';
  await hand.choose('O co pytamy', 'Wynik rozmowy', disputed);
  await hand.choose('Jedna z odpowiedzi', 'spór', disputed);
  await hand.click('[role=option]::-p-text(obietnica)');
  await hand.page.keyboard.press('Escape');
  await hand.click('aside section[aria-label="Droga: Wyślij list"] ::-p-text(W przeciwnym razie)');
  await hand.select('Zadanie');
  await hand.rename('Rozstrzygnij spór');
  await hand.choose('Kto to robi', 'Handlowiec');
  await hand.page.keyboard.press('Escape');
  await hand.click('aside button ::-p-text(Nowy)');
  await hand.click('button ::-p-text(Dodaj pole)');
  await hand.click('[role=menuitem]::-p-text(Jedna z odpowiedzi)');
  await hand.page.waitForFunction(`document.activeElement.value === 'Jedna z odpowiedzi'`);
  await hand.page.keyboard.type('Wynik sporu');
  const answers = await hand.page.waitForSelector('article textarea');
  await answers?.evaluate((area) => area.select());
  await answers?.type('Uzasadniony\nCzęściowo\nNiezasadny');
  await accessible(hand.page, 'the editor of a form');
  await hand.click('nav button ::-p-text(Diagram)');
  await hand.select('Rozstrzygnij spór');
  await hand.add('table', 'end');
  await hand.select('Sprawdź w tabeli');
  await hand.click('aside button ::-p-text(Nowa)');
  const cell = await hand.page.waitForSelector('td[data-element-id="tabela-rule-output"]', { timeout: 60_000 });
  await accessible(hand.page, 'the editor of a table');
  await cell?.click();
  await hand.page.keyboard.press('End');
  await hand.page.keyboard.press('Backspace');
  await hand.page.keyboard.type(', na raty"');
  await staysInAnotherLanguage(hand);
  await hand.click('nav button ::-p-text(Diagram)');
  await hand.isFaultless();
  await hand.publish('Spór ma właściciela i termin');
  const { processId, files } = await published(api, 'Spór o część');
  assert.deepEqual(files, ['bpmn', 'dmn', 'form']);

  const id = await startCase(api, cases, processId, 'SPÓR/1');
  await done(cases, id, 'send-email', {});
  await laterBy(api, cases, 14);
  await done(cases, id, 'call-debtor', { outcome: 'dispute' });
  const [userTask = ''] = Object.keys(byId(cases.state(id).userTasks));
  await cases.command(id, 'sales', {
    kind: 'completeUserTask',
    userTask,
    variables: { wynikSporu: 'Częściowo' },
  });
  const { status, instances } = cases.state(id);
  assert.equal(status, 'completed', JSON.stringify(instances));
}

/** A table goes English and Polish again while it is written: the editor stays, with what was typed. */
async function staysInAnotherLanguage(hand: DrawingHand): Promise<void> {
  const holds = (policy: string) =>
    hand.page.waitForFunction(
      `document.querySelector('.hit-policy')?.innerText.startsWith('${policy}')
        && document.querySelector('td[data-element-id="tabela-rule-output"]')?.innerText.trim().endsWith('na raty"')`,
      { timeout: 60_000, polling: 100 },
    );
  const say = async (language: string) => {
    await hand.click('nav button[aria-expanded][title]');
    await hand.click(`[role=dialog] ::-p-text(${language})`);
    await hand.page.keyboard.press('Escape');
    // The menu gives the focus back when it is gone.
    await hand.page.waitForFunction(`document.querySelector('[role=dialog]') === null`, { polling: 100 });
  };
  const editor = await hand.page.$('.dmn-js-parent');
  await say('English');
  await holds('Hit policy');
  await say('Polski');
  await holds('Która reguła');
  assert.ok(await editor?.evaluate((each) => each.isConnected), 'it is the very editor that it was');
}

/** Stories 2 and 5: a broken promise is what comes first or a week passes; instalments stop everything until one is missed. */
export async function drawPromiseAndPlan({ api, cases, hand }: Stage): Promise<void> {
  await hand.newProcedure('Obietnica i raty');
  await hand.add('call-debtor', 'first', 'event', 'send-letter', 'end');
  await hand.select('Co pierwsze?');
  await hand.add('wait', 'end');
  await hand.add('reaction');
  await hand.choose('Na co czeka', 'Umówiono raty');
  await hand.click('aside ::-p-text(Przerywa wszystko, co jest w toku)');
  await hand.add('event');
  await hand.choose('Na co czeka', 'Rata niezapłacona');
  await hand.add('send-demand-with-krd-warning');
  await hand.shows('Rata niezapłacona');
  await hand.assertTidy();
  await hand.isFaultless();
  await hand.publish('Raty mają pierwszeństwo');
  const { processId } = await published(api, 'Obietnica i raty');

  const promised = await startCase(api, cases, processId, 'RATY/1');
  await done(cases, promised, 'call-debtor', { outcome: 'promise' });
  await hears(cases, promised, 'promise-broken');
  assert.deepEqual(openJobs(cases, promised), ['send-letter']);
  const planned = await startCase(api, cases, processId, 'RATY/2');
  await done(cases, planned, 'call-debtor', { outcome: 'noAnswer' });
  await hears(cases, planned, 'plan-agreed');
  assert.deepEqual(openJobs(cases, planned), []);
  await hears(cases, planned, 'plan-broken');
  assert.deepEqual(openJobs(cases, planned), ['send-demand-with-krd-warning']);
}

/** Story 4: approved and listed, approved and sued; a part that is paid updates the listing and limits the claim. */
export async function drawListingAndClaim({ api, cases, hand }: Stage): Promise<void> {
  await hand.newProcedure('Wpis i pozew');
  await hand.add('approve');
  await hand.rename('Zgoda na wpis');
  await hand.add('list-in-krd', 'send-pre-court-demand', 'wait', 'approve');
  await hand.rename('Zgoda na pozew');
  await hand.choose('Co zatwierdza', 'Pozew w EPU');
  await hand.page.waitForFunction(
    `[...document.querySelectorAll('aside input')].some(({ value }) => value === 'Pozew w EPU')`,
  );
  await hand.add('file-in-epu', 'event');
  await hand.choose('Na co czeka', 'Odpowiedź sądu');
  await hand.add('end', 'reaction', 'update-listing', 'limit-claim');
  await hand.isToldOnly(
    'Zgoda na wpis Nikt nie pyta o odpowiedź',
    'Wpisz do KRD W procedurze nie ma kroku „Wezwanie z ostrzeżeniem o KRD”',
    'Zgoda na pozew Nikt nie pyta o odpowiedź',
  );
  await hand.publish('Wpis, wezwanie, pozew');
  const { processId } = await published(api, 'Wpis i pozew');

  const id = await startCase(api, cases, processId, 'POZEW/1');
  for (const type of ['approve', 'list-in-krd', 'send-pre-court-demand'])
    await done(cases, id, type, { approved: true });
  await laterBy(api, cases, 14);
  await done(cases, id, 'approve', { approved: true });
  await done(cases, id, 'file-in-epu', {});
  await hears(cases, id, 'payment-received');
  assert.deepEqual(openJobs(cases, id), ['update-listing']);
  await done(cases, id, 'update-listing', {});
  await done(cases, id, 'limit-claim', {});
  await hears(cases, id, 'court-answered');
  assert.equal(cases.state(id).status, 'completed');
}

export async function published(api: TestApi, name: string): Promise<{ processId: string; files: readonly string[] }> {
  const headers = { cookie: await api.cookie('processOwner') };
  const { items } = (await api.app.inject({ url: '/api/processes', headers })).json();
  const found = items.find((each: { name: string }) => each.name === name);
  assert.ok(found, name);
  const { deploymentId, processId } = found;
  const files = (await api.app.inject({ url: `/api/deployments/${deploymentId}/files`, headers })).json();
  return { processId, files: files.items.map(({ kind }: { kind: string }) => kind).sort() };
}

export async function startCase(
  api: TestApi,
  cases: CaseDriver,
  processId: string,
  businessKey: string,
): Promise<string> {
  const variables = { invoiceId: businessKey, invoiceNumber: businessKey, amount: 100_000, dueOn: '2026-11-01' };
  const headers = { cookie: await api.cookie('collector') };
  const payload = { processId, businessKey, variables };
  const answer = await api.app.inject({ method: 'POST', url: '/api/cases', payload, headers });
  assert.equal(answer.statusCode, 201, answer.body);
  await cases.settle();
  return answer.json().id;
}

function openJobs(cases: CaseDriver, id: string): readonly string[] {
  return Object.values(byId(cases.state(id).jobs)).map(({ type }) => type);
}

async function done(cases: CaseDriver, id: string, type: string, variables: Record<string, string | boolean>) {
  const [job] = Object.entries(byId(cases.state(id).jobs)).find(([, each]) => each.type === type) ?? [];
  assert.ok(job, `${type} is under way: ${openJobs(cases, id).join()}`);
  await cases.command(id, `${type} ${job}`, { kind: 'completeJob', job, variables });
}

async function hears(cases: CaseDriver, id: string, name: string): Promise<void> {
  const [subscription] = Object.entries(cases.state(id).subscriptions).find(([, each]) => each.name === name) ?? [];
  assert.ok(subscription, `waits for ${name}`);
  await cases.command(id, `${name} ${subscription}`, {
    kind: 'correlateMessage',
    subscription,
    messageId: name,
    variables: {},
  });
}

async function laterBy(api: TestApi, cases: CaseDriver, days: number): Promise<void> {
  const { now } = await api.store.clock.read(api.organisationId);
  await api.store.clock.advance(api.organisationId, now + days * 86_400_000);
  await cases.settle();
}
