import type { Browser, HTTPRequest, Page } from 'puppeteer-core';
import { ChannelError } from '../errors.ts';

export interface PdfPrinter {
  /** Prints HTML on A4. Nothing in it can run, or reach anything but what it carries as `data:`. Rejects past the limit. */
  print(html: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface PdfPrinterOptions {
  /** Path of a Chromium or Chrome. Asked for at the first letter. */
  readonly executablePath: () => string | Promise<string>;
  /** Longest duration of one letter, its wait for a free page included, milliseconds. Default 15,000. */
  readonly limit?: number;
}

/** Letters printed at the same time; more would only share the processors. */
const PAGES = 2;

/** Prints with a browser that is started at the first letter, and again should it die. */
export function pdfPrinter({ executablePath, limit = 15_000 }: PdfPrinterOptions): PdfPrinter {
  let browser: Promise<Browser> | null = null;
  const idle: Page[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;

  async function running(): Promise<Browser> {
    const known = browser && (await browser.catch(() => null));
    if (known?.connected) return known;
    idle.length = 0;
    browser = launch(await executablePath());
    return browser;
  }

  async function enter(): Promise<void> {
    if (busy < PAGES) busy += 1;
    // Whoever leaves hands its place over.
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }

  async function printNow(html: string, deadline: number): Promise<Uint8Array> {
    await enter();
    try {
      const left = deadline - performance.now();
      if (left <= 0) throw tooLong();
      const host = await running();
      const page = idle.pop() ?? (await closedPage(host));
      try {
        await page.setContent(html, { waitUntil: 'load', timeout: left });
        const pdf = await page.pdf({ ...PAPER, timeout: left });
        // The next letter must find nothing of this one.
        await page.setContent('', { timeout: left });
        idle.push(page);
        return pdf;
      } catch (error) {
        void page
          .browserContext()
          .close()
          .catch(() => {});
        throw error;
      }
    } finally {
      leave();
    }
  }

  return {
    async print(html) {
      const { promise, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(tooLong()), limit);
      try {
        return await Promise.race([printNow(html, performance.now() + limit), promise]);
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      const known = browser && (await browser.catch(() => null));
      browser = null;
      idle.length = 0;
      if (known) await end(known);
    },
  };
}

/** A page in a context of its own: no scripts, no network, no request but `data:`. */
async function closedPage(browser: Browser): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    answer(request, page).catch(() => {});
  });
  await page.setOfflineMode(true);
  return page;
}

function answer(request: HTTPRequest, page: Page): Promise<void> {
  // A letter that turns away (a refresh) stays where it is: a page without content replaces nothing, a failed one would.
  if (request.isNavigationRequest() && request.frame() === page.mainFrame()) return request.respond({ status: 204 });
  return request.url().startsWith('data:') ? request.continue() : request.abort('accessdenied');
}

async function launch(executablePath: string): Promise<Browser> {
  // Read at the first letter: most processes print none.
  const { default: puppeteer } = await import('puppeteer-core');
  try {
    return await puppeteer.launch({ executablePath, headless: true, args: argumentsOf() });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    throw new ChannelError(
      'CHANNEL_NO_BROWSER',
      `Expected a browser that prints letters but it did not start (${reason}).`,
    );
  }
}

/** A browser that does not go when it is told to is ended: whoever stops must not wait for it for ever. */
async function end(browser: Browser): Promise<void> {
  const timer = setTimeout(() => browser.process()?.kill('SIGKILL'), 5_000);
  try {
    await browser.close();
  } finally {
    clearTimeout(timer);
  }
}

function tooLong(): Error {
  return Object.assign(new Error('Expected a letter within its time but it took longer.'), { name: 'ETIMEDOUT' });
}

function argumentsOf(): string[] {
  const args = [
    // Hints such as preconnect pass by request interception: no name resolves, and whatever has an address meets a dead proxy.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=127.0.0.1:1',
    '--proxy-bypass-list=<-loopback>',
    '--dns-prefetch-disable',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-gpu',
    // Containers give /dev/shm 64 MB only.
    '--disable-dev-shm-usage',
  ];
  // Chromium refuses its sandbox to root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return args;
}

const PAPER = {
  format: 'A4',
  preferCSSPageSize: true,
  printBackground: true,
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: `<div style="width:100%;padding:0 22mm;text-align:right;font:8pt 'Liberation Sans',Arial,'Open Sans',sans-serif;color:#555">
Strona <span class="pageNumber"></span> z <span class="totalPages"></span></div>`,
} as const;
