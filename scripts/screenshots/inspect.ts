import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';

const axe = readFileSync(
  createRequire(new URL('../../apps/api/package.json', import.meta.url)).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** What a machine can see to be wrong with the screen as it stands: accessibility, what leaves the window, clipped words. */
export async function inspect(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  // Text: the types here are those of Node.
  const found: unknown = await page.evaluate(`(async () => {
    const wrong = (await axe.run()).violations.map(
      ({ id, nodes }) => id + ' ' + nodes.map(({ html, any }) => html.slice(0, 160) + ' ' + (any[0]?.message ?? '').slice(0, 120)).join(' | '),
    );
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) wrong.push('wider than the window by ' + (root.scrollWidth - root.clientWidth) + ' px');
    const inDrawing = (each) => each.closest('svg, .djs-container, .bio-properties-panel') !== null;
    for (const button of document.querySelectorAll('button, [role=tab], a')) {
      if (!button.innerText.trim() || !button.checkVisibility() || inDrawing(button) || getComputedStyle(button).overflow === 'visible') continue;
      if (button.scrollWidth > button.clientWidth + 1) wrong.push('clipped: ' + button.innerText.slice(0, 60));
    }
    return wrong;
  })()`);
  return Array.isArray(found) ? found.map(String) : [];
}
