import { deepEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { JOB_CATALOGUE } from '@krok/contracts/types';
import { checkDiagram } from '@krok/lint';

const folder = fileURLToPath(new URL('../../../diagrams', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.bpmn'));

for (const file of files) {
  test(`${file} can be deployed, is sound, and nothing warns of it`, async () => {
    const xml = readFileSync(join(folder, file), 'utf8');
    const { deployable, findings, soundness } = await checkDiagram(xml, { jobTypes: Object.keys(JOB_CATALOGUE) });
    const { sound, safe, messageSound, counterexample } = soundness;
    deepEqual(
      { deployable, sound, safe, messageSound, counterexample },
      { deployable: true, sound: true, safe: true, messageSound: true, counterexample: null },
    );
    deepEqual(
      findings.filter(({ severity }) => severity !== 'info'),
      [],
    );
  });
}
