import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { launchBrowser, pageOf } from './support/browser-page.ts';
import { collectorDay, type CollectorDay } from './support/collector-day.ts';

const dist = process.env['KROK_TEST_DIST'] ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
/** One more than a browser has connections for one address. */
const tabs = 7;
/** Well below the minute after which a tab would ask by itself. */
const told = 20_000;

describe('many tabs of one browser', () => {
  let browser: Browser;
  let day: CollectorDay;
  let context: BrowserContext;
  let unworked: string[] = [];
  const pages: Page[] = [];
  const streams = new Map<Page, number>();

  before(async () => {
    if (process.env['KROK_TEST_DIST'] === undefined) await buildWeb(() => {});
    browser = await launchBrowser();
    day = await collectorDay(2, dist);
    unworked = (await day.desk.manyDebtors(6)).slice(1);
    const first = await pageOf(browser, day.base, await day.api.cookie('collector'));
    context = first.page.browserContext();
    await first.page.close();
  });
  after(async () => {
    await browser?.close();
    await day?.api.close();
  });

  it('share one stream of changes, and each of them is told', async () => {
    for (let index = 0; index < tabs; index += 1) pages.push(await openTab());
    assert.equal(streamsOpened(), 1);
    await newWorkIsShown();
  });

  it('have a new stream when the tab that had it is closed', async () => {
    const leader = pages.findIndex((page) => streams.get(page) === 1);
    const [page] = pages.splice(leader, 1);
    await page?.close();
    await until(() => streamsOpened() === 2, 'another tab opens a stream');
    await newWorkIsShown();
  });

  it('give the stream on when the page is left in the same tab', async () => {
    const before = streamsOpened();
    const leader = pages.find((page) => streams.get(page) === 1);
    await leader?.goto('about:blank');
    await until(() => streamsOpened() === before + 1, 'another tab opens a stream');
    await leader?.goBack();
    await newWorkIsShown();
    assert.equal(streamsOpened(), before + 1, 'who comes back waits in the queue');
  });

  async function openTab(): Promise<Page> {
    const page = await context.newPage();
    const session = await page.createCDPSession();
    // Each tab as if somebody looked at it: a tab in the background asks later.
    await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    page.on('request', (request) => {
      if (request.url().endsWith('/api/live')) streams.set(page, (streams.get(page) ?? 0) + 1);
    });
    await page.goto(`${day.base}/work`, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(`document.querySelector('h1') !== null && ${shown('Firma Zmyślona 1 Sp. z o.o.')}`, {
      timeout: 60_000,
    });
    return page;
  }

  async function newWorkIsShown(): Promise<void> {
    const number = unworked.shift() ?? '';
    await day.desk.work('calls', number);
    const name = `Firma Zmyślona ${number.replace('FV/M/', '')} Sp. z o.o.`;
    await Promise.all(pages.map((page) => page.waitForFunction(shown(name), { timeout: told })));
  }

  function streamsOpened(): number {
    return [...streams.values()].reduce((sum, count) => sum + count, 0);
  }
});

function shown(text: string): string {
  return `document.body.innerText.includes(${JSON.stringify(text)})`;
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 60_000;
  while (!holds()) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
