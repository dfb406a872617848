import { stat, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findCases } from '../conformance/find-cases.ts';
import { runConformance } from '../conformance/run-conformance.ts';
import type { Verdict } from '../conformance/verdict.ts';
import { driverNamed } from '../drivers/driver-named.ts';
import { InputError, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';

/** `conformance DIR [--driver engine|temporal] [--json FILE]`. Exit code 0 if no core case failed. */
export async function conformance(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { driver: { type: 'string', default: 'engine' }, json: { type: 'string' } },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0)
    throw new UsageError('Expected conformance DIR [--driver engine|temporal] [--json FILE].');
  if (!(await stat(folder).catch(() => null))?.isDirectory())
    throw new InputError(`Expected a folder but got ${folder}.`);
  const found = await findCases(folder);
  const driver = await driverNamed(values.driver);
  try {
    const report = await runConformance(found, driver, (verdict) => printFailure(verdict, output));
    const edge = report.cases.filter((each) => each.tier === 'edge');
    const edgePassed = edge.filter((each) => each.passed).length;
    output.line(`edge tier: ${edgePassed} passed, ${edge.length - edgePassed} failed`);
    output.line(`${report.passed} passed, ${report.failed} failed`);
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
    return report.failed === 0 ? 0 : 1;
  } finally {
    await driver.close();
  }
}

function printFailure({ name, kind, tier, passed, expected, got }: Verdict, output: Output): void {
  if (passed) return;
  output.line(`FAILED ${name} (${kind}, ${tier})`);
  output.line(`  expected ${JSON.stringify(expected)}`);
  output.line(`  got      ${JSON.stringify(got)}`);
}
