import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const core = dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css'));
const modules = new Map(globSync(join(core, 'esm/components/**/*.mjs')).map((file) => [basename(file, '.mjs'), file]));
const listed = [
  ...readFileSync(join(source, 'theme/mantine.ts'), 'utf8').matchAll(/@mantine\/core\/styles\/([A-Z]\w+)\.css/g),
].map(([, name = '']) => name);

it('the styles of Mantine that are loaded are those of the components in use, in its own order', () => {
  const classes = new Set<string>();
  const seen = new Set<string>();
  for (const file of globSync(join(source, '**/*.{ts,tsx}'))) gather(file, "'");
  // What stands on Mantine's components itself.
  for (const other of ['notifications', 'dates'])
    for (const file of globSync(join(core, `../${other}/esm/**/*.mjs`))) gather(file, '"');
  const needed = readdirSync(join(core, 'styles'))
    .filter((file) => /^[A-Z]\w+\.css$/.test(file))
    .filter((file) => classesOf(readFileSync(join(core, 'styles', file), 'utf8')).some((one) => classes.has(one)))
    .map((file) => basename(file, '.css'));
  assert.deepEqual(listed.toSorted(), needed.toSorted());
  const whole = readFileSync(join(core, 'styles.css'), 'utf8');
  const places = listed.map((name) => {
    const [first = ''] = classesOf(readFileSync(join(core, 'styles', `${name}.css`), 'utf8'));
    return { name, place: whole.indexOf(`.${first} {`) };
  });
  assert.deepEqual(
    places.toSorted((one, other) => one.place - other.place).map(({ name }) => name),
    listed,
  );

  function gather(file: string, quote: string): void {
    const imports = readFileSync(file, 'utf8').matchAll(
      new RegExp(`import \\{([^}]*)\\} from ${quote}@mantine/core${quote}`, 'g'),
    );
    for (const [, names = ''] of imports) for (const name of names.split(',')) follow(modules.get(name.trim()) ?? '');
  }

  function follow(file: string): void {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    if (file.endsWith('.module.mjs')) for (const [one] of text.matchAll(/m_[0-9a-f]+/g)) classes.add(one);
    for (const [, path = ''] of text.matchAll(/from "(\.[^"]+)"/g)) follow(resolve(dirname(file), path));
  }
});

function classesOf(css: string): string[] {
  return [...css.matchAll(/\.(m_[0-9a-f]+)/g)].map(([, name = '']) => name);
}
