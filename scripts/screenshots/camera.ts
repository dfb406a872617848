import type { Session } from './sign-ins.ts';
import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer-core';

export type Scheme = 'light' | 'dark';

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: Scheme;
  readonly language: 'pl' | 'en';
}

/** A browser profile of one person, signed in or not. What its screens change is put back when it closes. */
export class Camera {
  readonly page: Page;
  readonly #base: string;
  readonly #context: BrowserContext;
  readonly #underWay = new Set<HTTPRequest>();
  readonly #undo: (() => Promise<unknown>)[] = [];
  #changed = Date.now();

  private constructor(base: string, context: BrowserContext, page: Page) {
    this.#base = base;
    this.#context = context;
    this.page = page;
    page.on('request', (request) => this.#began(request));
    page.on('requestfinished', (request) => this.#ended(request));
    page.on('requestfailed', (request) => this.#ended(request));
  }

  static async of(browser: Browser, base: string, look: Look, session: Session | null): Promise<Camera> {
    const context = await browser.createBrowserContext();
    if (session) {
      const { hostname } = new URL(base);
      await context.setCookie({ ...session, domain: hostname, path: '/', httpOnly: true, sameSite: 'Strict' });
    }
    const page = await context.newPage();
    await page.setViewport({ width: look.width, height: look.height });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: look.scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.evaluateOnNewDocument((language) => localStorage.setItem('krok-language', language), look.language);
    return new Camera(base, context, page);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#base}${path}`, { waitUntil: 'domcontentloaded', timeout: 60_000 });
  }

  /** The API answers only a page of its own address. */
  async somewhere(): Promise<void> {
    if (!this.page.url().startsWith(this.#base)) await this.open('/icon.svg');
  }

  /** An answer of the API to the person who is signed in. */
  ask<T>(path: string, body?: object, method = body === undefined ? 'GET' : 'POST'): Promise<T> {
    return this.page.evaluate(
      async (url: string, how: string, sent: string | null) => {
        const init = sent === null ? {} : { body: sent, headers: { 'content-type': 'application/json' } };
        const text = await (await fetch(url, { method: how, ...init })).text();
        return (text === '' ? null : JSON.parse(text)) as T;
      },
      new URL(path, this.#base).href,
      method,
      body === undefined ? null : JSON.stringify(body),
    );
  }

  /** What has to be done so that nothing is left behind. */
  afterwards(undo: () => Promise<unknown>): void {
    this.#undo.unshift(undo);
  }

  /** From now on the API answers so: never, or with nobody there. Live changes stay. */
  async withApi(answer: 'never' | 'offline' | { readonly status: number; readonly code: string }): Promise<void> {
    await this.page.setRequestInterception(true);
    this.page.on('request', (request) => void answerWith(request, answer));
  }

  async press(...keys: readonly Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async chord(key: Parameters<Page['keyboard']['press']>[0]): Promise<void> {
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press(key);
    await this.page.keyboard.up('Control');
  }

  /** Clicks the first button, tab, link, choice or summary in sight whose words, or name, begin so. */
  async click(...words: readonly string[]): Promise<void> {
    // Text: the types here are those of Node. What lies behind a window is out of reach.
    const found = `(() => {
      const top = [...document.querySelectorAll('[role=dialog], [role=menu]')].at(-1) ?? document.body;
      return [...top.querySelectorAll('button, a, [role=tab], label, summary, [role=menuitem]')].find(
        (each) =>
          each.checkVisibility() &&
          ${JSON.stringify(words)}.some((word) =>
            (each.ariaLabel ?? each.innerText).replaceAll('\\u00a0', ' ').trim().startsWith(word),
          ),
      );
    })()`;
    await this.page.waitForFunction(found, { timeout: 20_000 });
    await this.page.evaluate(`${found}.click()`);
  }

  async dialog(): Promise<void> {
    await this.page.waitForSelector('[role=dialog]:not([aria-label=""])', { timeout: 20_000, visible: true });
  }

  /** Until nothing is on its way and nothing moves. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(
      `document.querySelector('h1, form, main p') !== null && document.querySelector('main [role=status][aria-label]') === null`,
      { timeout: 30_000 },
    );
    const end = Date.now() + 15_000;
    // The live stream never ends, so the network as a whole is never idle.
    while ((this.#underWay.size > 0 || Date.now() - this.#changed < QUIET_MS) && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await this.still();
  }

  async still(): Promise<void> {
    await this.page.waitForFunction(
      `document.getAnimations().every((each) => each.playState !== 'running' || each.effect?.getComputedTiming().endTime === Infinity)`,
      { timeout: 10_000 },
    );
  }

  shoot(file: `${string}.png`): Promise<unknown> {
    return this.page.screenshot({ path: file });
  }

  async close(): Promise<void> {
    for (const undo of this.#undo) await undo();
    await this.#context.close();
  }

  #began(request: HTTPRequest): void {
    if (new URL(request.url()).pathname === '/api/live') return;
    // What the former page asked for is of no interest any more.
    if (request.isNavigationRequest() && request.frame() === this.page.mainFrame()) this.#underWay.clear();
    this.#underWay.add(request);
    this.#changed = Date.now();
  }

  #ended(request: HTTPRequest): void {
    if (this.#underWay.delete(request)) this.#changed = Date.now();
  }
}

const QUIET_MS = 150;

function answerWith(request: HTTPRequest, answer: Parameters<Camera['withApi']>[0]): Promise<void> {
  const { pathname } = new URL(request.url());
  if (!pathname.startsWith('/api/') || pathname === '/api/me' || pathname === '/api/live') return request.continue();
  if (answer === 'never') return Promise.resolve();
  if (answer === 'offline') return request.abort('connectionrefused');
  const { status, code } = answer;
  const body = JSON.stringify({ type: `urn:krok:problem:${code}`, title: code, status, code, requestId: 'b7c1f0d2' });
  return request.respond({ status, contentType: 'application/problem+json', body });
}
