import type { Page } from 'puppeteer-core';
import type { DrawingTable } from './interrupted-drawing.ts';

const patience = { timeout: 60_000, polling: 100 };

/** A file beside the diagram is removed by one click, and put back by another. */
export async function removesFile(page: Page, name: string): Promise<void> {
  await page.locator(`nav ::-p-text(${name})`).click();
  await page.locator(`[aria-label="Co zrobić z ${name}"]`).click();
  await page.locator(`[role=menuitem]::-p-text(Usuń ${name})`).click();
  await page.locator('button ::-p-text(Przywróć)').click();
  await page.waitForSelector(`nav ::-p-text(${name})`);
}

/** The selected wait of nine days goes into a new procedure; there a click adds a step, and one key takes it back. */
export async function copiesStep({
  page,
  shows,
  draftHolds,
}: Pick<DrawingTable, 'page' | 'shows' | 'draftHolds'>): Promise<void> {
  const chord = async (key: 'c' | 'v' | 'z') => {
    await page.waitForSelector('[role=region] svg:focus', patience);
    await page.keyboard.down('Control');
    await page.keyboard.press(key);
    await page.keyboard.up('Control');
  };
  const steps = (count: number) =>
    page.waitForFunction(
      `document.querySelectorAll('[role=region] .djs-shape:not([data-element-id*=label])').length === ${count}`,
      patience,
    );
  await chord('c');
  await page.locator('header [aria-label=Procedury]').click();
  await page.locator('button ::-p-text(Nowa procedura)').click();
  await page.locator('[role=menuitem]::-p-text(Pusta)').click();
  await page.waitForSelector('[role=dialog] input[data-autofocus]', patience);
  await page.type('[role=dialog] input', 'Z wklejonym');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-step]', patience);
  await steps(1);
  await page.waitForFunction(`document.querySelector('[role=dialog]') === null`, patience);
  await page.mouse.click(700, 250);
  await chord('v');
  await page.mouse.move(760, 300, { steps: 4 });
  await page.mouse.click(760, 300);
  await steps(2);
  await draftHolds('today(), 9)');
  await page.click('[data-step=send-email]');
  await steps(3);
  await chord('z');
  await steps(2);
  await page.locator('header [aria-label="Szukaj w diagramie"]').click();
  await page.waitForSelector('.djs-search-container.open input:focus', patience);
  await page.keyboard.type('czek');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=region] .djs-shape.selected', patience);
  await shows('Liczone od chwili, gdy sprawa tu dojdzie.');
  // A page with something unsaved asks before it goes.
  await page.waitForFunction(
    `document.querySelector('header [role=status]')?.innerText.startsWith('Zapisano')`,
    patience,
  );
}
