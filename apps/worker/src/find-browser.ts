import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The browser that prints letters: `PUPPETEER_EXECUTABLE_PATH`, else a Chromium or Chrome of the system, else the one in
 * the package @sparticuz/chromium.
 */
export async function findBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const given = environment['PUPPETEER_EXECUTABLE_PATH'];
  if (given) return given;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  const paths = PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program)));
  if (process.platform === 'darwin') paths.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  const onSystem = paths.find(isExecutable);
  if (onSystem) return onSystem;
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
