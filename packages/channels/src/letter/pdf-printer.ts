import puppeteer, { type Browser } from 'puppeteer-core';
import { ChannelError } from '../errors.ts';

export interface PdfPrinter {
  /** Prints HTML on A4. Nothing in it can run, or reach anything but what it carries as `data:`. */
  print(html: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface PdfPrinterOptions {
  /** Path of a Chromium or Chrome. Asked for at the first letter. */
  readonly executablePath: () => string | Promise<string>;
  /** Longest duration of one letter, milliseconds. */
  readonly limit?: number;
}

/** Prints with a browser that is started at the first letter, and again should it die. */
export function pdfPrinter({ executablePath, limit = 60_000 }: PdfPrinterOptions): PdfPrinter {
  let browser: Promise<Browser> | null = null;

  async function running(): Promise<Browser> {
    const known = browser && (await browser.catch(() => null));
    if (known?.connected) return known;
    browser = launch(await executablePath(), limit);
    return browser;
  }

  return {
    async print(html) {
      const context = await (await running()).createBrowserContext();
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(limit);
        await page.setJavaScriptEnabled(false);
        await page.setRequestInterception(true);
        page.on('request', (request) => {
          const answer = request.url().startsWith('data:') ? request.continue() : request.abort('accessdenied');
          answer.catch(() => {});
        });
        await page.setOfflineMode(true);
        await page.setContent(html, { waitUntil: 'load', timeout: limit });
        return await page.pdf({
          format: 'A4',
          preferCSSPageSize: true,
          printBackground: true,
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: FOOTER,
          timeout: limit,
        });
      } finally {
        await context.close().catch(() => {});
      }
    },
    async close() {
      const known = browser && (await browser.catch(() => null));
      browser = null;
      await known?.close();
    },
  };
}

async function launch(executablePath: string, limit: number): Promise<Browser> {
  try {
    return await puppeteer.launch({ executablePath, headless: true, timeout: limit, args: argumentsOf() });
  } catch (error) {
    throw new ChannelError(
      'CHANNEL_NO_BROWSER',
      `Expected a browser that prints letters but it did not start (${error instanceof Error ? error.message.split('\n')[0] : 'unknown'}).`,
    );
  }
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

const FOOTER = `<div style="width:100%;padding:0 22mm;text-align:right;font:8pt 'Liberation Sans',Arial,'Open Sans',sans-serif;color:#555">
Strona <span class="pageNumber"></span> z <span class="totalPages"></span></div>`;
