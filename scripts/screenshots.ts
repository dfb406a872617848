import { mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { Camera, type Look, type Scheme } from './screenshots/camera.ts';
import { inspect } from './screenshots/inspect.ts';
import { screens, type Screen } from './screenshots/screens.ts';
import { SignIns } from './screenshots/sign-ins.ts';
import { browserLaunch } from './services/browser.ts';
import { repository } from './services/locations.ts';

/**
 * Pictures of every screen of a running `npm start`, to look at after a change. `--docs` takes only those of the
 * README, into docs/screenshots. `--inspect` also tells what axe and the edges of the window say of each, and fails on it.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: process.env['KROK_PORT'] || '3000' },
    out: { type: 'string', default: 'screenshots' },
    only: { type: 'string', default: '' },
    width: { type: 'string', default: '1280,1920' },
    scheme: { type: 'string', default: 'light,dark' },
    language: { type: 'string', default: 'pl' },
    docs: { type: 'boolean', default: false },
    inspect: { type: 'boolean', default: false },
  },
});

const heights: Readonly<Record<string, number>> = { 1280: 800, 1920: 1080 };
const base = `http://127.0.0.1:${values.port}`;
const docs: readonly (readonly [screen: string, file: string, look: Look])[] = [
  ['work-call', 'work', look('1280', 'light', 'pl')],
  ['case', 'case', look('1280', 'light', 'pl')],
  ['designer', 'designer', look('1280', 'light', 'pl')],
  ['replay', 'replay', look('1280', 'light', 'pl')],
  ['oversight', 'oversight', look('1280', 'light', 'pl')],
  ['register-listings', 'register', look('1280', 'light', 'pl')],
];

const people = new SignIns(base);
const browser = await puppeteer.launch(await browserLaunch());
let failures = 0;
try {
  if (values.docs) {
    const folder = join(repository, 'docs', 'screenshots');
    for (const [name, file, how] of docs) {
      const screen = screens.find((one) => one.name === name);
      if (screen) await take([screen], how, () => join(folder, `${file}.png`));
    }
  } else {
    const folder = resolve(values.out);
    mkdirSync(folder, { recursive: true });
    const wanted = values.only === '' ? null : values.only.split(',');
    const chosen = screens.filter(({ name }) => wanted === null || wanted.some((one) => name.startsWith(one)));
    for (const language of values.language.split(','))
      for (const scheme of values.scheme.split(','))
        for (const width of values.width.split(',')) {
          const how = look(width, scheme === 'dark' ? 'dark' : 'light', language === 'en' ? 'en' : 'pl');
          await take(chosen, how, (name) => join(folder, `${name}-${language}-${scheme}-${width}.png`));
        }
  }
} finally {
  await browser.close();
  await people.end();
}
process.exitCode = failures > 0 ? 1 : 0;

/** One profile for all screens of a person; a screen that can't be had does not stop the others. */
async function take(chosen: readonly Screen[], how: Look, fileOf: (name: string) => string): Promise<void> {
  for (const role of new Set(chosen.map((screen) => screen.role))) {
    for (const batch of batches(chosen.filter((screen) => screen.role === role))) {
      const camera = await Camera.of(browser, base, how, role && (await people.of(role)));
      try {
        for (const screen of batch) await shoot(camera, screen, fileOf(screen.name));
      } finally {
        await camera.close();
      }
    }
  }
}

async function shoot(camera: Camera, { name, at, loading }: Screen, file: string): Promise<void> {
  try {
    if (typeof at === 'string') await camera.open(at);
    else await at(camera);
    if (!loading) await camera.settled();
    await camera.shoot(`${file.replace(/\.png$/, '')}.png`);
    console.log(file);
    for (const wrong of values.inspect ? await inspect(camera.page) : []) {
      failures += 1;
      console.error(`${basename(file)}: ${wrong}`);
    }
  } catch (error) {
    failures += 1;
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** States need a profile of their own: what the API answers there is made up. */
function batches(same: readonly Screen[]): Screen[][] {
  const plain = same.filter(({ name }) => !name.startsWith('state-'));
  const states = same.filter(({ name }) => name.startsWith('state-')).map((screen) => [screen]);
  return plain.length > 0 ? [plain, ...states] : states;
}

function look(width: string, scheme: Scheme, language: Look['language']): Look {
  return { width: Number(width), height: heights[width] ?? 900, scheme, language };
}
