import { deepEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findCases } from '../src/conformance/find-cases.ts';
import { runConformance } from '../src/conformance/run-conformance.ts';
import { engineDriver } from '../src/drivers/engine-driver.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/given', import.meta.url));
const absent = existsSync(corpus) ? false : 'the third-party cases are not beside the clone (../shared/corpus)';

for (const kind of ['execution', 'static', 'soundness'] as const) {
  test(`every core-tier ${kind} case of the given corpus passes on the pure core`, { skip: absent }, async () => {
    const { cases } = await findCases(corpus);
    const chosen = cases.filter((each) => each.kind === kind);
    const report = await runConformance({ cases: chosen, decisionTests: [] }, engineDriver, () => {});
    deepEqual(
      report.cases
        .filter((each) => each.tier === 'core' && !each.passed)
        .map(({ name, expected, got }) => ({ name, expected, got })),
      [],
    );
    deepEqual(report.cases.length, chosen.length);
  });
}
