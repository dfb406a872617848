import type { Browser, BrowserContext, HTTPRequest, Page } from 'puppeteer-core';

export type Scheme = 'light' | 'dark';

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly scheme: Scheme;
  readonly language: 'pl' | 'en';
}

/** A browser profile of one person, signed in or not. */
export class Camera {
  readonly page: Page;
  readonly #base: string;
  readonly #context: BrowserContext;

  private constructor(base: string, context: BrowserContext, page: Page) {
    this.#base = base;
    this.#context = context;
    this.page = page;
  }

  static async of(browser: Browser, base: string, look: Look): Promise<Camera> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: look.width, height: look.height });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: look.scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.evaluateOnNewDocument((language) => localStorage.setItem('krok-language', language), look.language);
    return new Camera(base, context, page);
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.open('/');
    await this.page.waitForSelector('input[type=email]', { timeout: 60_000 });
    await this.page.type('input[type=email]', email);
    await this.page.type('input[type=password]', password);
    await this.page.keyboard.press('Enter');
    await this.page.waitForSelector('nav', { timeout: 60_000 });
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.#base}${path}`, { waitUntil: 'domcontentloaded', timeout: 60_000 });
  }

  /** An answer of the API to the person who is signed in. */
  ask<T>(path: string, body?: object): Promise<T> {
    return this.page.evaluate(
      async (url: string, sent: string | null) => {
        const init =
          sent === null ? {} : { method: 'POST', body: sent, headers: { 'content-type': 'application/json' } };
        const answer = await fetch(url, init);
        return (await answer.json()) as T;
      },
      path,
      body === undefined ? null : JSON.stringify(body),
    );
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

  /** Until nothing is on its way and nothing moves. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(
      `document.querySelector('h1, form, main p') !== null && document.querySelector('main [role=status][aria-label]') === null`,
      { timeout: 30_000 },
    );
    await this.page.waitForNetworkIdle({ idleTime: 300, concurrency: 1, timeout: 15_000 }).catch(() => undefined);
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

  close(): Promise<void> {
    return this.#context.close();
  }
}

function answerWith(request: HTTPRequest, answer: Parameters<Camera['withApi']>[0]): Promise<void> {
  const { pathname } = new URL(request.url());
  if (!pathname.startsWith('/api/') || pathname === '/api/me' || pathname === '/api/live') return request.continue();
  if (answer === 'never') return Promise.resolve();
  if (answer === 'offline') return request.abort('connectionrefused');
  const { status, code } = answer;
  const body = JSON.stringify({ type: `urn:krok:problem:${code}`, title: code, status, code, requestId: 'b7c1f0d2' });
  return request.respond({ status, contentType: 'application/problem+json', body });
}
