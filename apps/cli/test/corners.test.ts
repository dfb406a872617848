import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findCases } from '../src/conformance/find-cases.ts';
import { runConformance } from '../src/conformance/run-conformance.ts';
import { engineDriver } from '../src/drivers/engine-driver.ts';

const corners = fileURLToPath(new URL('../../../packages/engine/test/corners', import.meta.url));

test('every corner of BPMN ends as the standard says', async () => {
  const found = await findCases(corners);
  ok(found.cases.length > 400);
  const report = await runConformance(found, engineDriver, () => {});
  deepEqual(
    report.cases.filter(({ passed }) => !passed).map(({ name, expected, got }) => ({ name, expected, got })),
    [],
  );
});
