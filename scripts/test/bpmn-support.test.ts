import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bpmnSupportPage } from '../bpmn-support/page.ts';
import { repository } from '../services/locations.ts';

test('docs/bpmn-support.md says what the engine and the deployment do (node scripts/write-bpmn-support.ts writes it)', async () => {
  const written = readFileSync(join(repository, 'docs', 'bpmn-support.md'), 'utf8');
  assert.equal(written, await bpmnSupportPage());
});
