import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { accessible } from './browser-page.ts';

const patience = { timeout: 60_000 };

/**
 * The designer goes dark and English under the hand of who draws: the drawing, what is selected and its panel stay, and
 * its tools are named anew. The element is a round one that is selected.
 */
export async function looksOtherwise(page: Page, element: string): Promise<void> {
  await page.waitForSelector(`[data-element-id=${element}].selected`, patience);
  const canvas = await page.$('.djs-container');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await page.waitForFunction(
    `getComputedStyle(document.querySelector('[data-element-id=${element}] .djs-visual circle')).stroke === 'rgb(152, 162, 178)'`,
    patience,
  );
  await page.locator('nav button[aria-expanded][title]').setTimeout(patience.timeout).click();
  await page.locator('[role=dialog] ::-p-text(English)').setTimeout(patience.timeout).click();
  await page.keyboard.press('Escape');
  await page.waitForFunction(`document.body.innerText.includes('No problems')`, patience);
  await page.waitForSelector('aside ::-p-aria([name="Description"])', patience);
  await page.waitForSelector('.djs-context-pad [title="Delete"]', patience);
  await page.waitForSelector(`[data-element-id=${element}].selected`, patience);
  assert.ok(await canvas?.evaluate((each) => each.isConnected), 'it is the very drawing that it was');
  await accessible(page, 'designer in the dark');
}
