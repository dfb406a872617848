import { byId } from '@krok/engine';
import assert from 'node:assert/strict';
import type { Browser } from 'puppeteer-core';
import { pageOf } from './browser-page.ts';
import type { DrawingHand } from './drawing-hand.ts';
import { published, type Stage, startCase } from './drawn-stories.ts';

/** Two lanes, a task in each; the manager's form stands in the diagram, and is filled in from the worklist. */
export async function drawLanes({ api, cases, hand, browser }: Stage & { readonly browser: Browser }): Promise<void> {
  const { page } = hand;
  await hand.newProcedure('Rabat w dwóch torach');
  await hand.add('person');
  await hand.rename('Zbierz dokumenty');
  await hand.add('person');
  await hand.rename('Zdecyduj o rabacie');
  await hand.add('end');
  await hand.click('[data-step=lane]');
  await hand.shows('Czyje zadania tu stoją');
  await intoLane(hand, 'Zdecyduj o rabacie', 'Kierownik');
  await page.waitForSelector('aside [placeholder="Kierownik (z toru)"]', { timeout: 60_000 });
  await hand.click('aside button ::-p-text(Nowy)');
  await hand.click('button ::-p-text(Dodaj pole)');
  await hand.click('[role=menuitem]::-p-text(Liczba)');
  await page.waitForFunction(`document.activeElement.value === 'Liczba'`);
  await page.keyboard.type('Rabat');
  await hand.click('[aria-label="Co zrobić z formularz.form"]');
  await hand.click('[role=menuitem]::-p-text(Zmień nazwę)');
  await page.waitForSelector('[aria-label="Nazwa pliku"]');
  await page.keyboard.type('rabat');
  await page.keyboard.press('Enter');
  await hand.click('[aria-label="Co zrobić z rabat.form"]');
  await hand.click('[role=menuitem]::-p-text(Trzymaj w diagramie)');
  await page.waitForSelector('nav [title="Ten formularz jest częścią diagramu."][aria-current=page]');
  const question = await page.waitForSelector('article input');
  await question?.click({ count: 3 });
  await page.keyboard.type('Rabat w procentach');
  await hand.click('nav button ::-p-text(Diagram)');
  await page.waitForFunction(`document.querySelector('header [role=status]')?.innerText.startsWith('Zapisano')`);
  await hand.publish('Każdy ma swój tor');
  const { processId, files } = await published(api, 'Rabat w dwóch torach');
  assert.deepEqual(files, ['bpmn', 'form']);

  const id = await startCase(api, cases, processId, 'TORY/1');
  assert.deepEqual(await titles('collector'), ['Zbierz dokumenty']);
  const [task = ''] = Object.keys(byId(cases.state(id).userTasks));
  await cases.command(id, 'documents', { kind: 'completeUserTask', userTask: task, variables: {} });
  assert.deepEqual(await titles('collector'), []);
  assert.deepEqual(await titles('manager'), ['Zdecyduj o rabacie']);
  const desk = await pageOf(browser, hand.base, await api.cookie('manager'));
  await desk.open('/work');
  await desk.shows('Rabat w procentach');
  await desk.page.type('main .fjs-container input', '15');
  await desk.accessible('a form of the diagram');
  await desk.chord('Control', 'Enter');
  await desk.hides('Rabat w procentach');
  for (let left = 600; cases.state(id).status !== 'completed' && left > 0; left -= 1) {
    await cases.settle();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.deepEqual([cases.state(id).status, desk.complaints], ['completed', []]);
  await desk.page.browserContext().close();

  async function titles(role: 'collector' | 'manager'): Promise<readonly string[]> {
    const answer = await api.app.inject({ url: '/api/work', headers: { cookie: await api.cookie(role) } });
    const { items } = answer.json();
    const mine = items.filter(({ cases: of }: { cases: { caseId: string }[] }) =>
      of.some(({ caseId }) => caseId === id),
    );
    return mine.map(({ title }: { title: string }) => title);
  }
}

/** Drags a step straight down or up into a lane, by the name that is written on the lane. */
async function intoLane(hand: DrawingHand, step: string, lane: string): Promise<void> {
  const { page } = hand;
  await hand.select(step);
  const [from, to] = (await page.evaluate(`(() => {
    const box = (each) => { const { x, y, width, height } = each.querySelector('.djs-hit').getBoundingClientRect(); return [x + width / 2, y + height / 2]; };
    const shapes = [...document.querySelectorAll('[role=region] .djs-shape')];
    const lane = shapes.find((each) => /^Lane_/.test(each.getAttribute('data-element-id')) && each.textContent.trim() === ${JSON.stringify(lane)});
    return [box(shapes.find((each) => each.classList.contains('selected'))), box(lane)];
  })()`)) as [[number, number], [number, number]];
  const [x, y] = from;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 20, { steps: 4 });
  await page.mouse.move(x, to[1], { steps: 8 });
  await page.mouse.up();
}
