import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { main } from '../src/index.ts';

const good = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<process id="p" isExecutable="true"><startEvent id="S" /><sequenceFlow id="f1" sourceRef="S" targetRef="work" />
<serviceTask id="work"><extensionElements><zeebe:taskDefinition type="work" /></extensionElements></serviceTask>
<sequenceFlow id="f2" sourceRef="work" targetRef="E" /><endEvent id="E" /></process></definitions>`;
const bad = good.replace('targetRef="E"', 'targetRef="nowhere"');
const execution = (name: string, jobs: string[], tier = 'core') => ({
  name,
  source: 'own',
  feature: 'task',
  tier,
  diagram: 'good.bpmn',
  process: 'p',
  variables: { n: 1 },
  jobs: { work: { complete: { n: '= n + 1' }, after: 'PT5S' } },
  steps: [{ advance: 'PT10S' }],
  expect: { outcome: 'completed', jobs },
});

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'krok-cli-'));
  await mkdir(join(folder, 'corpus'));
  await mkdir(join(folder, 'diagrams'));
  for (const place of ['corpus', 'diagrams']) await writeFile(join(folder, place, 'good.bpmn'), good);
  await writeFile(join(folder, 'corpus', 'bad.bpmn'), bad);
});
after(() => rm(folder, { recursive: true, force: true }));

test('conformance counts the core tier, prints failures with expected and got, and keeps every verdict', async () => {
  const one = {
    name: 'refused',
    source: 'own',
    diagram: 'bad.bpmn',
    expect: 'reject',
    rule: 'r',
    tier: 'core',
    text: 'flows lead somewhere',
  };
  await writeFile(
    join(folder, 'corpus', 'cases.json'),
    JSON.stringify([execution('right', ['work']), execution('debatable', [], 'edge')]),
  );
  await writeFile(
    join(folder, 'corpus', 'static-cases.json'),
    JSON.stringify([one, { ...one, name: 'accepted', expect: 'accept' }]),
  );
  const json = join(folder, 'report.json');
  const { code, lines } = await run('conformance', join(folder, 'corpus'), '--json', json);
  equal(code, 1);
  deepEqual(lines.slice(-2), ['edge tier: 0 passed, 1 failed', '2 passed, 1 failed']);
  deepEqual(
    lines.filter((each) => each.startsWith('FAILED')),
    ['FAILED debatable (execution, edge)', 'FAILED accepted (static, core)'],
  );
  match(
    lines.join('\n'),
    /expected \{"outcome":"completed","jobs":\[\]\}\n {2}got {6}\{"outcome":"completed","jobs":\["work"\]\}/,
  );
  const report = JSON.parse(await readFile(json, 'utf8'));
  deepEqual([report.passed, report.failed], [2, 1]);
  deepEqual(
    report.cases.map(
      (each: { name: string; kind: string; passed: boolean }) => `${each.name} ${each.kind} ${each.passed}`,
    ),
    ['right execution true', 'debatable execution false', 'refused static true', 'accepted static false'],
  );
});

test('a case that is none fails by itself, and the others run', async () => {
  const mixed = join(folder, 'mixed');
  await mkdir(mixed);
  await writeFile(join(mixed, 'good.bpmn'), good);
  const broken = { ...execution('broken', []), steps: [{ dance: true }] };
  await writeFile(join(mixed, 'cases.json'), JSON.stringify([broken, execution('right', ['work'])]));
  await writeFile(join(mixed, 'no-cases.json'), '{');
  const { code, lines } = await run('conformance', mixed);
  deepEqual([code, lines.at(-1)], [1, '1 passed, 2 failed']);
  equal(lines[0], 'FAILED broken (execution, core)');
});

test('conformance judges soundness cases by the properties that they name, and exits with 0 when no core case failed', async () => {
  const other = join(folder, 'other');
  await mkdir(other);
  await writeFile(join(other, 'good.bpmn'), good);
  const one = { name: 's', source: 'own', diagram: 'good.bpmn', expect: { sound: true, safe: true } };
  await writeFile(join(other, 'soundness-cases.json'), JSON.stringify([one]));
  const { code, lines } = await run('conformance', other);
  equal(code, 0);
  deepEqual(lines, ['edge tier: 0 passed, 0 failed', '1 passed, 0 failed']);
  await writeFile(join(other, 'soundness-cases.json'), JSON.stringify([{ ...one, expect: { sound: false } }]));
  const failed = await run('conformance', other);
  equal(failed.code, 1);
  equal(failed.lines[0], 'FAILED s (soundness, core)');
});

test('conformance runs the DMN tests beside a model, case by case', async () => {
  const decisions = join(folder, 'decisions');
  await mkdir(decisions);
  await writeFile(
    join(decisions, 'a.dmn'),
    '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="a" namespace="urn:a"><inputData name="n" id="n"><variable name="n"/></inputData><decision name="d" id="d"><variable name="d"/><informationRequirement><requiredInput href="#n"/></informationRequirement><literalExpression><text>n + 1</text></literalExpression></decision></definitions>',
  );
  const testCase = (id: string, expected: string) =>
    `<testCase id="${id}"><inputNode name="n"><value xsi:type="xsd:decimal">1</value></inputNode><resultNode name="d"><expected>${expected}</expected></resultNode></testCase>`;
  await writeFile(
    join(decisions, 'a-test.xml'),
    `<testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>a.dmn</modelName>${testCase('1', '<value xsi:type="xsd:decimal">2</value>')}${testCase('2', '<list><item><value xsi:type="xsd:decimal">2</value></item></list>')}</testCases>`,
  );
  await writeFile(join(decisions, 'none.xml'), '');
  const { code, lines } = await run('conformance', decisions);
  deepEqual([code, lines.at(-1)], [1, '1 passed, 2 failed']);
  deepEqual(lines.slice(0, 3), ['FAILED a 2 (dmn, core)', '  expected {"d":"[2]"}', '  got      {"d":"2"}']);
});

test('check says per file whether it can be deployed, and exits with 0 only if all can', async () => {
  const all = await run('check', join(folder, 'corpus'), '--json');
  equal(all.code, 1);
  const checked = JSON.parse(all.lines.join('\n'));
  deepEqual(
    checked.map((each: { file: string; deployable: boolean }) => [each.file.split('/').at(-1), each.deployable]),
    [
      ['bad.bpmn', false],
      ['good.bpmn', true],
    ],
  );
  const [finding] = checked[0].findings;
  deepEqual([typeof finding.rule, finding.severity, finding.message.startsWith('Expected')], ['string', 'error', true]);
  equal((await run('check', join(folder, 'diagrams'))).code, 0);
});

test('simulate rehearses a scenario and keeps its steps, replay runs them again and finds what was changed', async () => {
  const diagram = join(folder, 'diagrams', 'good.bpmn');
  const scenario = join(folder, 'scenario.json');
  const record = join(folder, 'record.json');
  await writeFile(
    scenario,
    JSON.stringify({
      name: 's',
      process: 'p',
      now: '2026-11-23T09:00:00Z',
      jobs: { work: { complete: { done: true } } },
      expect: { outcome: 'completed' },
    }),
  );
  equal((await run('simulate', diagram, '--scenario', scenario, '--record', record)).code, 0);
  const again = await run('replay', diagram, '--record', record, '--at', '1');
  deepEqual([again.code, again.lines], [0, ['case-1: 2 steps, all the same', 'case-1 after step 1: work']]);

  await writeFile(record, (await readFile(record, 'utf8')).replace('"done": true', '"done": false'));
  const changed = await run('replay', diagram, '--record', record);
  equal(changed.code, 1);
  match(changed.lines[0] ?? '', /step 2 differs/);
});

test('a scenario that is not met exits with 1', async () => {
  const scenario = join(folder, 'unmet.json');
  await writeFile(
    scenario,
    JSON.stringify({ name: 's', process: 'p', now: '2026-11-23T09:00:00Z', expect: { outcome: 'waiting' } }),
  );
  const { code, lines } = await run('simulate', join(folder, 'diagrams', 'good.bpmn'), '--scenario', scenario);
  deepEqual([code, lines.at(-1)], [1, 'FAILED Expected the outcome "waiting" but got "completed".']);
});

const mistakes: [string, string[], RegExp][] = [
  ['no command', [], /^Usage/],
  ['an unknown command', ['fly'], /^Usage/],
  ['a folder too many', ['conformance', 'a', 'b'], /^Expected conformance DIR/],
  ['an unknown option', ['conformance', 'a', '--fast'], /--fast/],
  ['an unknown driver', ['conformance', import.meta.dirname, '--driver', 'steam'], /^Expected the driver/],
  ['a file that is not there', ['check', 'nowhere.bpmn'], /^Expected a file or folder/],
  ['no scenario', ['simulate', 'a.bpmn'], /^Expected simulate/],
  ['a migration that says neither preview nor why', ['migrate', 'p', '--from', '1'], /Expected migrate/],
  ['a migration without a reason', ['migrate', 'p', '--from', '1', '--reason', ' '], /Expected migrate/],
  ['a step that is no number', ['replay', 'x', '--record', 'y', '--at', 'soon'], /whole number .* after --at .*"soon"/],
  ['a factor that is no number', ['run', 'x', '--factor', 'fast'], /whole number .* after --factor/],
  ['no debtors', ['demo', '--debtors', '0'], /whole number from 1 .* after --debtors/],
];
for (const [title, args, expected] of mistakes) {
  test(`${title} is answered with words and exit code 2`, async () => {
    const { code, errors } = await run(...args);
    equal(code, 2);
    match(errors.join('\n'), expected);
  });
}

test('what needs an installation says so where none was ever started, or where none answers', async () => {
  const { KROK_DATA: data, DATABASE_URL: url } = process.env;
  try {
    process.env['KROK_DATA'] = join(folder, 'no-data');
    delete process.env['DATABASE_URL'];
    const never = await run('migrate', 'p', '--from', '1', '--preview');
    deepEqual([never.code, never.lines], [2, []]);
    match(never.errors.join(), /never started there\. Run npm start first/);
    process.env['DATABASE_URL'] = 'postgres://krok:x@127.0.0.1:9/krok';
    const silent = await run('migrate', 'p', '--from', '1', '--preview');
    deepEqual([silent.code, silent.lines], [2, []]);
    match(silent.errors.join(), /nothing listens there: run npm start first/);
  } finally {
    for (const [name, value] of Object.entries({ KROK_DATA: data, DATABASE_URL: url })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test('help is no mistake', async () => {
  const { code, lines, errors } = await run('help');
  deepEqual([code, errors], [0, []]);
  for (const name of ['conformance', 'check', 'simulate', 'run', 'import', 'demo', 'migrate', 'rebuild', 'replay']) {
    match(lines.join(), new RegExp(`\\b${name} `));
  }
});

async function run(...args: string[]): Promise<{ code: number; lines: string[]; errors: string[] }> {
  const lines: string[] = [];
  const errors: string[] = [];
  const code = await main(args, { line: (text) => void lines.push(text), error: (text) => void errors.push(text) });
  return { code, lines, errors };
}
