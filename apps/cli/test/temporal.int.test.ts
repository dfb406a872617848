import { deepEqual, equal } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freshDatabase, testServices } from '../../../scripts/services/test-services.ts';
import { findCases } from '../src/conformance/find-cases.ts';
import { runConformance } from '../src/conformance/run-conformance.ts';
import type { Driver } from '../src/drivers/driver.ts';
import { driverNamed } from '../src/drivers/driver-named.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/given', import.meta.url));
const absent = existsSync(corpus) ? false : 'the third-party cases are not beside the clone (../shared/corpus)';

let driver: Driver | undefined;
before(async () => {
  if (absent) return;
  process.env['TEMPORAL_ADDRESS'] = (await testServices()).temporalAddress;
  process.env['DATABASE_URL'] = await freshDatabase('conformance');
  driver = await driverNamed('temporal');
});
after(() => driver?.close());

test('every core-tier execution case of the given corpus passes on the real server', { skip: absent }, async () => {
  if (driver === undefined) throw new Error('Expected a driver but there is none.');
  const { cases } = await findCases(corpus);
  const core = cases.filter((each) => each.kind === 'execution' && each.case.tier === 'core');
  const report = await runConformance({ cases: core, decisionTests: [] }, driver, () => {});
  deepEqual(
    report.cases.filter((each) => !each.passed).map(({ name, expected, got }) => ({ name, expected, got })),
    [],
  );
  equal(report.passed, core.length);
});
