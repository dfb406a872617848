import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { areas, textsOf, type Area } from '../src/i18n/areas.ts';
import { pl } from '../src/i18n/pl.ts';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const router = resolve(source, 'layout/router.tsx');
const names = Object.keys(areas) as readonly Area[];

/** Which area a text is in, by its whole name. */
const owners = new Map<string, Area | 'core'>(keysOf(pl).map((key) => [key, 'core']));
for (const area of names) for (const key of keysOf(await textsOf(area, 'pl'))) owners.set(key, area);

describe('the texts of a page', () => {
  it('come with what every page needs, for what is on every page', () => {
    const frame = reached(resolve(source, 'main.tsx'), (file) => file.includes('/pages/') && !file.includes('sign-in'));
    for (const file of frame) {
      const needed = needs(file);
      // The list behind the bell opens on demand and fetches its own.
      if (file.endsWith('bell-panel.tsx')) needed.delete('oversight');
      assert.deepEqual([...needed], [], `${relative(source, file)} shows texts of these areas on every page`);
    }
  });

  const pages = [...readFileSync(router, 'utf8').matchAll(/import\('([^']+)'\),\s*'\w+',\s*\[([^\]]*)\]/g)];

  it('are named for every page', () => {
    const imported = readFileSync(router, 'utf8').match(/import\('/g) ?? [];
    assert.ok(pages.length > 10);
    assert.equal(pages.length, imported.length);
  });

  for (const [, path = '', list = ''] of pages) {
    it(`come with the page: ${path}`, () => {
      const given = new Set([...list.matchAll(/'(\w+)'/g)].map(([, area]) => area));
      const needed = new Map<string, string>();
      for (const file of reached(resolve(dirname(router), path), (one) => one === router)) {
        for (const area of needs(file)) needed.set(area, relative(source, file));
      }
      for (const [area, file] of needed) assert.ok(given.has(area), `the area "${area}" is missing: ${file} shows it`);
      for (const area of given) assert.ok(needed.has(area ?? ''), `the area "${area}" is fetched for nothing`);
    });
  }
});

/** A file and what it imports, also on demand. */
function reached(file: string, stop: (file: string) => boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || stop(file) || !existsSync(file) || file.includes('/i18n/')) return seen;
  seen.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+\.tsx?)'/g)) {
    // The router imports every page: whoever wants an address only takes no page from it.
    const next = resolve(dirname(file), path);
    if (next !== router || file.endsWith('/main.tsx')) reached(next, stop, seen);
  }
  return seen;
}

/** Areas of the texts that a file names: whole, or up to a part that is filled in. */
function needs(file: string): Set<Area> {
  const found = new Set<Area>();
  for (const [, key = '', end] of readFileSync(file, 'utf8').matchAll(/['`]([a-zA-Z]\w*\.[\w.-]*)(['`$])/g)) {
    for (const [name, area] of owners) {
      const asked = end === '$' ? name.startsWith(key) : name.replace(/_(one|few|many|other)$/, '') === key;
      if (asked && area !== 'core') found.add(area);
    }
  }
  return found;
}

function keysOf(texts: object, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`),
  );
}
