import { deepEqual, equal } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findCases } from '../src/conformance/find-cases.ts';
import { runConformance } from '../src/conformance/run-conformance.ts';
import { engineDriver } from '../src/drivers/engine-driver.ts';

const kit = fileURLToPath(new URL('../../../../shared/corpus/dmn-tck', import.meta.url));
const absent = existsSync(kit) ? false : 'the DMN TCK is not beside the clone (../shared/corpus/dmn-tck)';

/** docs/decisions/0005-dmn-tck.md says why. */
const refusedOnPurpose = ['1111-feel-matches-function K2-MatchesFunc-17'];

test('every test of the DMN TCK passes, but for those with a written reason', { skip: absent }, async () => {
  const report = await runConformance(await findCases(kit), engineDriver, () => {});
  deepEqual(
    report.cases.filter((each) => !each.passed && !refusedOnPurpose.includes(each.name)),
    [],
  );
  equal(report.failed, refusedOnPurpose.length);
});
