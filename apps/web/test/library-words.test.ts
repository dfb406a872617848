import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { diagramWords } from '../src/designer/translate/diagram-words-pl.ts';
import { panelWords } from '../src/designer/translate/panel-words-pl.ts';
import { tableWords } from '../src/designer/translate/table-words-pl.ts';

const modules = fileURLToPath(new URL('../../../node_modules/', import.meta.url));
const expert = { ...panelWords, ...diagramWords };

/** What is no word of a language, or is asked for by a part of the library that is not built in. */
const aside = new Set(['HELLO {you}', ' + shift + ', 'BPMN', 'name', 'versionTag', 'Label']);

const libraries: readonly (readonly [
  what: string,
  files: readonly string[],
  words: Readonly<Record<string, string>>,
])[] = [
  ['canvas', ['bpmn-js/lib/**/*.js', 'diagram-js/lib/**/*.js', 'diagram-js-minimap/lib/*.js'], expert],
  ['expert panel', ['bpmn-js-properties-panel/dist/index.esm.js'], expert],
  ['fields of the expert panel', ['@bpmn-io/properties-panel/dist/index.esm.js'], expert],
  ['element templates', ['bpmn-js-element-templates/dist/index.esm.js'], expert],
  ['decision tables', ['dmn-js*/lib/**/*.js'], tableWords],
];

describe('words that the drawing libraries ask to be translated', () => {
  for (const [what, files, words] of libraries) {
    it(`are all there: ${what}`, () => {
      const asked = new Set(globSync([...files], { cwd: modules }).flatMap((file) => askedIn(file)));
      assert.ok(asked.size > 5, `${asked.size} words`);
      const missing = [...asked].filter((text) => !(text in words || text.trim() in words || aside.has(text)));
      assert.deepEqual(missing.sort(), []);
    });
  }
});

/** First arguments of `translate(...)` that are plain texts. */
function askedIn(file: string): readonly string[] {
  const text = readFileSync(`${modules}${file}`, 'utf8');
  // Behind the provider for Camunda 8 comes that for Camunda 7, which the designer does not have.
  const end = text.indexOf('class CamundaPlatformPropertiesProvider');
  const used = file.startsWith('bpmn-js-properties-panel/')
    ? text.slice(0, text.indexOf('zeebePropertiesProvider: ['))
    : text;
  assert.ok(end === -1 || used.length < end, file);
  return [...used.matchAll(/(?:\b|_)translate\(\s*(['"])((?:\\.|(?!\1).)*)\1/gi)].map(([, , found = '']) =>
    found.replaceAll(/\\(['"])/g, '$1').replaceAll('\\n', '\n'),
  );
}
