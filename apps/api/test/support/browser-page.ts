import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { browserLaunch } from '../../../../scripts/services/browser.ts';
import { password } from './test-api.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Unless told, a page is looked at in each of its frames, which draws frames of a page that stands still. */
export const LOOK_EVERY_MS = 100;

export function launchBrowser(): Promise<Browser> {
  return browserLaunch().then((options) => puppeteer.launch(options));
}

/** A page of somebody who is signed in, in a browser profile of their own. */
export async function pageOf(browser: Browser, base: string, cookie: string): Promise<BrowserPage> {
  const context = await browser.createBrowserContext();
  const [name = '', value = ''] = cookie.split('=');
  await context.setCookie({ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' });
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  return new BrowserPage(page, base);
}

export class BrowserPage {
  readonly page: Page;
  readonly base: string;
  /** Exceptions, refused policies: nothing of the kind is expected. */
  readonly complaints: string[] = [];
  /** Keys that were pressed, a typed letter counts one. */
  keys = 0;

  constructor(page: Page, base: string) {
    this.page = page;
    this.base = base;
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      // What the server refuses on purpose is a network notice.
      if (message.type() === 'error' && !/\b(401|403|404|409|400)\b/.test(message.text()))
        this.complaints.push(message.text());
    });
  }

  open(path: string) {
    return this.page.goto(`${this.base}${path}`, { waitUntil: 'domcontentloaded', timeout: 120_000 });
  }

  text(): Promise<string> {
    return this.page.$eval('body', (body) => body.innerText.replaceAll('\u00a0', ' '));
  }

  /** Code of the page as text: the types here are those of Node. */
  until(condition: string, timeout = 60_000) {
    return this.page.waitForFunction(condition, { timeout, polling: LOOK_EVERY_MS });
  }

  async shows(wanted: string): Promise<void> {
    await this.until(`document.body.innerText.replaceAll('\\u00a0', ' ').includes(${JSON.stringify(wanted)})`);
  }

  async hides(unwanted: string): Promise<void> {
    await this.until(`!document.body.innerText.replaceAll('\\u00a0', ' ').includes(${JSON.stringify(unwanted)})`);
  }

  async press(...keys: readonly Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.keys += 1;
    }
  }

  async chord(modifier: 'Control', key: Parameters<Page['keyboard']['press']>[0]): Promise<void> {
    await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(key);
    await this.page.keyboard.up(modifier);
    this.keys += 1;
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    this.keys += text.length;
  }

  /** Where the typing goes: the name of the field that has the focus. */
  focused(): Promise<string | null> {
    return this.page
      .evaluate('document.activeElement?.getAttribute("name")')
      .then((name) => (typeof name === 'string' ? name : null));
  }

  /** Changes the language where it stands. */
  async speak(language: 'Polski' | 'English'): Promise<void> {
    await this.page.locator('nav button[aria-expanded][title]').click();
    await this.page.locator(`[role=dialog] ::-p-text(${language})`).click();
    await this.page.keyboard.press('Escape');
    await this.until(`document.documentElement.lang === '${language === 'English' ? 'en' : 'pl'}'`);
  }

  accessible(what: string): Promise<void> {
    return accessible(this.page, what);
  }
}

/** Signs in by the form, whose page is open. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.waitForSelector('input[type=email]');
  await page.type('input[type=email]', email);
  await page.type('input[type=password]', password);
  await page.keyboard.press('Enter');
}

/**
 * Axe finds nothing on what the page shows once it is there and stands still: a page that loads has nothing to focus, and
 * what is fading in is paler than what people read.
 */
export async function accessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axeSource);
  await page.waitForFunction(`document.querySelector('[aria-busy=true], [data-loading]') === null`, {
    timeout: 60_000,
    polling: LOOK_EVERY_MS,
  });
  await page.waitForFunction(
    `document.getAnimations().every((each) => each.effect?.getComputedTiming().endTime === Infinity || each.effect?.getComputedTiming().duration >= 10000)`,
    { timeout: 60_000, polling: LOOK_EVERY_MS },
  );
  const violations = await page.evaluate(async () => {
    const axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } = Reflect.get(
      globalThis,
      'axe',
    );
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  });
  assert.deepEqual(violations, [], what);
}

/** Everything that people read or hear is Polish: texts, titles, labels and hints. */
export async function speaksPolish(page: Page, what: string): Promise<void> {
  const said = await page.evaluate(`(() => {
    const spoken = [...document.querySelectorAll('[title],[aria-label],[placeholder]')].flatMap((each) =>
      each.closest('[lang=en]') ? [] : ['title', 'aria-label', 'placeholder'].map((name) => each.getAttribute(name) ?? ''),
    );
    return [document.body.innerText, ...spoken].join('\\n');
  })()`);
  assert.ok(typeof said === 'string');
  const english =
    /\b(the|and|with|this|open|close|delete|append|add|change|connect|activate|toggle|create|select|general|name|event|gateway|service|remove|search|zoom|undo|redo|wait|save|saved|publish|version|draft|error|warning|minimap)\b/i;
  for (const line of said.split('\n')) assert.doesNotMatch(line, english, what);
}
