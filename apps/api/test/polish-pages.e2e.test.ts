import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { buildWeb } from '../../../scripts/services/web-build.ts';
import { deployDiagram } from '../src/deploy/deploy-diagram.ts';
import { launchBrowser, pageOf, type BrowserPage } from './support/browser-page.ts';
import { collectorDay, type CollectorDay } from './support/collector-day.ts';
import { demoXml } from './support/test-api.ts';

type Dictionary = { readonly [key: string]: string | Dictionary };

const dist = process.env['KROK_TEST_DIST'] ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
const polish = await textsOf('pl');
const english = await textsOf('en');
/** Words that only the English texts have: none of them belongs on a Polish page. */
const polishWords = new Set([...polish.values()].flatMap(wordsOf));
const foreign = new Set([...english.values()].flatMap(wordsOf).filter((word) => !polishWords.has(word)));

describe('the pages in Polish', () => {
  let browser: Browser;
  let day: CollectorDay;
  let page: BrowserPage;

  before(async () => {
    if (process.env['KROK_TEST_DIST'] === undefined) await buildWeb(() => {});
    browser = await launchBrowser();
    day = await collectorDay(4, dist);
    const { store, organisationId } = day.api;
    await deployDiagram(store, { organisationId, by: null, xml: demoXml() });
    page = await pageOf(browser, day.base, await day.api.cookie('administrator'));
  });
  after(async () => {
    await browser?.close();
    await day?.api.close();
  });

  it('know enough words to tell', () => {
    assert.ok(foreign.size > 300, `${foreign.size} words`);
    for (const word of ['search', 'overdue', 'promises']) assert.ok(foreign.has(word), word);
  });

  it('say nothing in English and show no raw key, on any address', async () => {
    const addresses = await addressesOf(day);
    assert.ok(addresses.length > 8, addresses.join(', '));
    assert.ok(
      addresses.some((address) => address.startsWith('/designer/')),
      addresses.join(', '),
    );
    const found: string[] = [];
    for (const address of addresses) {
      await page.open(address);
      await page
        .until('(document.querySelector("main")?.innerText.trim().length ?? 0) > 20', 60_000)
        .catch(() => found.push(`${address}: nothing to read`));
      // A procedure without places of its own is laid out to be shown.
      if (address.startsWith('/cases/'))
        await page
          .until('document.querySelector("main [data-ready]") !== null', 60_000)
          .catch(() => found.push(`${address}: no diagram`));
      for (const text of await shownTexts(page)) {
        const words = wordsOf(text).filter((word) => foreign.has(word));
        if (words.length > 0) found.push(`${address}: ${words.join(', ')} in ${JSON.stringify(text)}`);
        if (polish.has(text) && text.includes('.')) found.push(`${address}: raw key ${text}`);
      }
    }
    assert.deepEqual(found, []);
  });

  it('have an error in Polish, whatever goes wrong', async () => {
    await page.open('/cases/00000000-0000-0000-0000-000000000000');
    await page.until('document.querySelector("main [role=alert], main h1, main")?.innerText.trim().length > 0');
    const words = wordsOf(await page.page.$eval('main', (main) => main.innerText)).filter((word) => foreign.has(word));
    assert.deepEqual(words, []);
  });
});

/** Every address that the router knows and that can be filled in with what is there. */
async function addressesOf({ api }: CollectorDay): Promise<string[]> {
  const router = readFileSync(new URL('../../web/src/layout/router.tsx', import.meta.url), 'utf8');
  const { store, organisationId } = api;
  const [line] = await store.cases.list({ organisationId, limit: 1 });
  const [debtor] = await store.parties.debtors(organisationId);
  const begun = await api.app.inject({
    method: 'POST',
    url: '/api/drafts',
    payload: { from: 'live', processId: 'first-reminder' },
    headers: { cookie: await api.cookie('administrator') },
  });
  const values: Record<string, string | undefined> = {
    caseId: line?.id,
    debtorId: debtor?.id,
    processId: 'first-reminder',
    draftId: begun.json().id,
  };
  return [...router.matchAll(/path: '(\/[^']*)'/g)].flatMap(([, path = '']) => {
    const names = [...path.matchAll(/\$(\w+)/g)].map(([, name = '']) => name);
    if (names.some((name) => values[name] === undefined)) return [];
    return names.reduce((address, name) => address.replace(`$${name}`, values[name] ?? ''), path);
  });
}

/** Visible text and what stands in for it; without what people drew or entered themselves. */
async function shownTexts({ page }: BrowserPage): Promise<string[]> {
  const texts: unknown = await page.evaluate(`(() => {
    const texts = [];
    const foreign = '.djs-container, pre, code, kbd, svg, [lang]:not(html), nav [aria-expanded]';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const owner = walker.currentNode.parentElement;
      if (owner && owner.checkVisibility() && !owner.closest(foreign)) texts.push(walker.currentNode.data);
    }
    for (const owner of document.querySelectorAll('[placeholder], [aria-label], [title]')) {
      if (owner.closest(foreign)) continue;
      for (const name of ['placeholder', 'aria-label', 'title']) texts.push(owner.getAttribute(name) ?? '');
    }
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  })()`);
  assert.ok(Array.isArray(texts));
  return texts.map(String).filter((text) => !isData(text));
}

/** Names, addresses and identifiers of the test's own data. */
function isData(text: string): boolean {
  return /^Osoba |@test\.example|^(calls|approvals|visits|first-reminder)\b|Sp\. z o\.o\.|^[\w-]+\.(bpmn|form|dmn|csv)$/.test(
    text,
  );
}

function wordsOf(text: string): string[] {
  return (
    text
      .replaceAll(/\{\{\w+\}\}/g, ' ')
      .toLowerCase()
      .match(/\p{L}{4,}/gu) ?? []
  );
}

/** Read from the files: the page is a room of its own. */
async function textsOf(language: 'pl' | 'en'): Promise<Map<string, string>> {
  const folder = new URL('../../web/src/i18n/', import.meta.url);
  const texts: Dictionary = {};
  for (const file of readdirSync(folder).filter(
    (name) => name === `${language}.ts` || name.endsWith(`-${language}.ts`),
  ))
    Object.assign(texts, ...Object.values((await import(new URL(file, folder).href)) as Record<string, Dictionary>));
  return flat(texts);
}

function flat(texts: Dictionary, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(before + key, value);
    else for (const [inner, text] of flat(value, `${before}${key}.`)) found.set(inner, text);
  }
  return found;
}
