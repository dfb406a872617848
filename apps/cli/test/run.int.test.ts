import { equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { main } from '../src/index.ts';

const scenario = fileURLToPath(
  new URL('../../../diagrams/before-due-date/scenarios/paid-in-time.json', import.meta.url),
);

test('run lives a scenario: the rule starts its case, a mail leaves, the payment in the ledger ends it', async () => {
  const lines: string[] = [];
  const output = { line: (text: string) => void lines.push(text), error: (text: string) => void lines.push(text) };
  equal(await main(['run', scenario, '--factor', '43200', '--days', '60'], output), 0);
  const told = lines.join('\n');
  ok(
    lines.some((line) => line.includes('Przypomnij o terminie')),
    told,
  );
  match(told, /< FV\/2026\/11\/1: 1234\.56 PLN paid/);
  match(told, /Faktura zapłacona · Zapłacono w terminie/);
  equal(lines.at(-1), '1 of 1 cases ended.');
});
