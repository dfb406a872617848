import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleWorkflows } from '../apps/worker/src/bundle.ts';
import { bundledModules, bundleLimit, bundleViolations } from './laws/bundle.ts';
import { describe } from './laws/violation.ts';

test('the workflow bundle holds the pure core and the shells, within its size', async (context) => {
  const { code } = await bundleWorkflows();
  const script = code.replace(/^\/\/# sourceMappingURL=.*$/m, '');
  const modules = bundledModules(script);
  context.diagnostic(`${script.length} bytes, ${modules.length} modules`);
  assert.ok(
    modules.some((path) => path.startsWith('packages/engine/')),
    'Expected the engine in the bundle.',
  );
  const violations = bundleViolations(modules, script.length);
  assert.equal(violations.length, 0, `\n${describe(violations)}`);
});

test('finds zod, a parser and a bundle that is too large', () => {
  const modules = ['node_modules/zod/index.js', 'packages/bpmn/xml/index.ts', 'packages/engine/src/index.ts'];
  const found = bundleViolations(modules, bundleLimit + 1).map(({ path }) => path);
  assert.deepEqual(found, [...modules.slice(0, 2), 'the bundle']);
});
