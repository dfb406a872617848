import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { areas, textsOf, type Area, type Language } from '../src/i18n/areas.ts';
import { en } from '../src/i18n/en.ts';
import { pl } from '../src/i18n/pl.ts';
import { contractEnums, MEMBERS, OTHERWISE, READ_OTHERWISE } from './named-texts.ts';

type Dictionary = { readonly [key: string]: string | Dictionary };

const names = Object.keys(areas) as readonly Area[];
const polish = await all(pl, 'pl');
const english = await all(en, 'en');
const root = fileURLToPath(new URL('../../../', import.meta.url));
const plural = /_(one|few|many|other)$/;

describe('dictionaries', () => {
  it('are all fetched by somebody, and no text is in two of them', async () => {
    const files = globSync('apps/web/src/i18n/*-pl.ts', { cwd: root }).length;
    assert.equal(files, names.length + 1, 'every *-pl.ts but the one of the frame is an area');
    const owners = Object.keys(pl);
    for (const area of names) owners.push(...Object.keys(await textsOf(area, 'pl')));
    assert.deepEqual(owners.sort(), [...new Set(owners)].sort());
  });

  it('name every datum that a shipped procedure makes', () => {
    const made = globSync('diagrams/*/*.bpmn', { cwd: root }).flatMap((file) =>
      [...readFileSync(`${root}${file}`, 'utf8').matchAll(/<zeebe:(?:input|output) [^>]*target="(\w+)"/g)].map(
        ([, name]) => name ?? '',
      ),
    );
    assert.ok(made.length > 20);
    const unnamed = made.filter((name) => !polish.has(`variable.${name}`) && !polish.has(`file.variable.${name}`));
    assert.deepEqual([...new Set(unnamed)], []);
  });

  it('have the same texts, and each language its own plural forms', () => {
    const names = (texts: Map<string, string>) =>
      [...new Set([...texts.keys()].map((key) => key.replace(plural, '')))].sort();
    assert.deepEqual(names(polish), names(english));
    for (const key of polish.keys()) {
      const [, form] = plural.exec(key) ?? [];
      if (form === undefined) continue;
      const base = key.replace(plural, '');
      assert.ok(
        ['one', 'few', 'many', 'other'].every((one) => polish.has(`${base}_${one}`)),
        `Polish plurals of ${base}`,
      );
      assert.ok(
        ['one', 'other'].every((one) => english.has(`${base}_${one}`)),
        `English plurals of ${base}`,
      );
    }
  });

  it('fill the same names into both languages', () => {
    for (const [key, text] of polish) {
      const other = english.get(key) ?? english.get(key.replace(plural, '_other')) ?? '';
      assert.deepEqual(filled(text), filled(other), key);
    }
  });

  it('leave no English in Polish texts', () => {
    const same = new Set([
      'app.name',
      'common.none',
      'case.machine',
      'procedures.finding.element',
      'variable.emailStatus',
      'roles.administrator',
      'oversight.channels.sms',
      'oversight.channels.krd',
      'oversight.channels.epu',
      'oversight.channels.email',
      'register.problem',
      'settings.creditor.field.nip',
      'settings.creditor.changed',
      'settings.creditor.nip',
      'settings.sending.channels.epu',
      'settings.sending.channels.krd',
      'settings.sending.channels.sms',
      'settings.sending.channels.email',
    ]);
    const words =
      /\b(the|and|of|is|are|this|that|with|case|cases|work|start|started|deploy|deployed|message|claim|complete|retry|error|warning|loading|search|status|due|step|path|save|cancel|close|password|sign)\b/i;
    for (const [key, text] of polish) {
      const plain = text.replaceAll(/\{\{\w+\}\}/g, '').replaceAll(/npm start/g, '');
      assert.doesNotMatch(plain, words, key);
      if (!same.has(key)) assert.notEqual(text, english.get(key), `${key} is the same in both languages`);
    }
  });

  it('have words for every problem that the API answers', () => {
    const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
    const codes = [...(/## api\n([\s\S]*?)\n## /.exec(page)?.[1] ?? '').matchAll(/^\| `([\w-]+)`/gm)].map(
      ([, code]) => code,
    );
    assert.ok(codes.length > 20);
    for (const code of codes) assert.ok(polish.has(`problem.${code ?? ''}`), code ?? '');
  });

  it('are the only source of words: no text stands in a component', () => {
    for (const file of globSync('apps/web/src/**/*.tsx', { cwd: root })) {
      const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
      for (const [, attribute, text] of source.matchAll(
        /\b(label|title|placeholder|aria-label|description)="([^"]*)"/g,
      )) {
        assert.ok(text === '' || text?.startsWith('FV/'), `${file}: ${attribute}="${text}"`);
      }
      for (const [, text] of source.matchAll(/>\s*([A-Za-zÀ-ž][A-Za-zÀ-ž ,.'-]{2,})\s*<\//g)) {
        assert.ok(['BPMN'].includes(text?.trim() ?? ''), `${file}: ${text}`);
      }
    }
  });

  it('are used: every text that a component asks for exists', () => {
    for (const file of globSync('apps/web/src/**/*.{ts,tsx}', {
      cwd: root,
    })) {
      const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
      for (const [, key] of source.matchAll(/\bt\(\s*'([\w.-]+)'/g)) {
        assert.ok(polish.has(key ?? '') || polish.has(`${key}_other`), `${file}: ${key}`);
      }
    }
  });

  const asked = new Map<string, Set<string>>();
  for (const file of globSync('apps/web/src/**/*.{ts,tsx}', { cwd: root })) {
    const source = readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
    for (const [, family] of source.matchAll(/\bt\(\s*(?:[\w.! =?']+\? )?`([\w.]+\.)\$\{/g))
      asked.set(family ?? '', (asked.get(family ?? '') ?? new Set()).add(file));
  }

  it('have a text for every member of an enum whose member is filled into the name of a text', () => {
    for (const [family, members] of Object.entries(MEMBERS)) {
      const [unused] = [...asked.keys()].filter((each) => each === family);
      assert.ok(unused !== undefined || READ_OTHERWISE.has(family), `${family} is no longer asked for`);
      for (const member of members) assert.ok(polish.has(family + member), family + member);
    }
  });

  it('have texts for every other name that is filled in, and for no enum of the contract only some', () => {
    const enums = contractEnums();
    assert.ok(enums.length > 40);
    for (const [family, files] of asked) {
      const given = [...polish.keys()].filter((key) => key.startsWith(family)).map((key) => key.slice(family.length));
      assert.ok(given.length > 0, `${[...files].join(', ')}: no text begins with ${family}`);
      if (family in MEMBERS || OTHERWISE.has(family)) continue;
      for (const members of enums) {
        if (!given.every((one) => members.has(one))) continue;
        const missing = [...members].filter((one) => !given.includes(one));
        assert.deepEqual(missing, [], `${family} has words for some members of an enum only`);
      }
    }
  });
});

async function all(core: Dictionary, language: Language): Promise<Map<string, string>> {
  const texts = await Promise.all(names.map((area) => textsOf(area, language)));
  return flat(Object.assign({}, core, ...texts));
}

function flat(texts: Dictionary, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(before + key, value);
    else for (const [inner, text] of flat(value, `${before}${key}.`)) found.set(inner, text);
  }
  return found;
}

function filled(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}
