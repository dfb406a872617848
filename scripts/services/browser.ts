import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ServiceError } from './service-error.ts';

export interface BrowserLaunch {
  executablePath: string;
  args: string[];
  headless: true;
}

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * What `puppeteer.launch` needs for the browser of this machine: PUPPETEER_EXECUTABLE_PATH, else a Chromium or Chrome of
 * the system, else the one in the package @sparticuz/chromium.
 */
export async function browserLaunch(): Promise<BrowserLaunch> {
  const args = [
    // It speaks to nobody but the page under test.
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Containers give /dev/shm 64 MB only.
    '--disable-dev-shm-usage',
  ];
  // Chromium refuses its sandbox to root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  const given = process.env['PUPPETEER_EXECUTABLE_PATH'];
  if (given && !isExecutable(given)) {
    throw new ServiceError(
      'no-browser',
      `Expected PUPPETEER_EXECUTABLE_PATH to name a browser, but ${given} can't be run.`,
      'Set it to a Chromium or Chrome, or unset it.',
    );
  }
  return { executablePath: given || onSystem() || (await packaged()), args, headless: true };
}

function onSystem(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const paths = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  if (process.platform === 'darwin') paths.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  return paths.find(isExecutable);
}

async function packaged(): Promise<string> {
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } catch (cause) {
    throw new ServiceError(
      'no-browser',
      `Expected a Chromium for the browser tests, but there is none (${String(cause)}).`,
      'Install Chromium, or set PUPPETEER_EXECUTABLE_PATH.',
    );
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
