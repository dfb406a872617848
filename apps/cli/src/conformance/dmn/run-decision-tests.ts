import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { polishCalendar } from '@krok/calendar';
import { evaluateDecision, type LinkedDecisions, linkDecisions } from '@krok/dmn/executable';
import { compileDmn } from '@krok/dmn/xml';
import type { FeelEnv, FeelValue } from '@krok/feel';
import type { Verdict } from '../verdict.ts';
import { type DecisionTest, type DecisionTests, parseDecisionTests, type ResultNode } from './test-file.ts';
import { feelValueOf, sameValue, show } from './test-values.ts';

const CALENDAR = polishCalendar();

/** Runs a test file of the kit: a verdict for every test case. The other `.dmn` files of the folder may be imported. */
export async function runDecisionTests(file: string): Promise<readonly Verdict[]> {
  const folder = dirname(file);
  let tests: DecisionTests;
  try {
    tests = parseDecisionTests(await readFile(file, 'utf8'));
  } catch (error) {
    return [failure(file, 'a test file of the DMN TCK', String(error))];
  }
  const linked = await deploy(folder, tests.modelName);
  return tests.cases.map((each) => {
    const name = `${tests.modelName.replace(/\.dmn$/, '')} ${each.id}`;
    if (typeof linked === 'string') return failure(name, 'a deployable model', linked);
    try {
      return runTest(name, each, linked);
    } catch (error) {
      return failure(name, each.results, `crash: ${String(error)}`);
    }
  });
}

/** The model ready to run, or why it can't be deployed. */
async function deploy(folder: string, modelName: string): Promise<LinkedDecisions | string> {
  const others = (await readdir(folder)).filter((each) => each.endsWith('.dmn') && each !== modelName);
  const xml = await readFile(join(folder, modelName), 'utf8').catch(() => null);
  if (xml === null) return `no file ${modelName}`;
  const imports = await Promise.all(others.sort().map((each) => readFile(join(folder, each), 'utf8')));
  const compiled = await compileDmn(xml, imports);
  if (compiled.deployable) return linkDecisions(compiled.decisions);
  const reasons = compiled.findings.map(
    ({ rule, element, message }) => `${rule} at ${element ?? 'the file'}: ${message}`,
  );
  return `refused: ${reasons.join('; ')}`;
}

function runTest(name: string, test: DecisionTest, linked: LinkedDecisions): Verdict {
  const env = environment();
  const inputs: Record<string, FeelValue> = {};
  for (const { name: input, namespace, value } of test.inputs) {
    inputs[namespace === undefined ? input : `${namespace}#${input}`] = feelValueOf(value, env);
  }
  const outcomes = test.results.map((node) => runNode(node, test, linked, inputs));
  return {
    name,
    kind: 'dmn',
    tier: 'core',
    passed: outcomes.every(({ passed }) => passed),
    expected: Object.fromEntries(outcomes.map(({ node, expected }) => [node, expected])),
    got: Object.fromEntries(outcomes.map(({ node, got }) => [node, got])),
  };
}

function runNode(
  { name, isError, expected }: ResultNode,
  { invocable }: DecisionTest,
  linked: LinkedDecisions,
  inputs: Readonly<Record<string, FeelValue>>,
) {
  const env = environment();
  const wanted = feelValueOf(expected, env);
  const told = { node: name, expected: `${show(wanted, env)}${isError ? ' and an error' : ''}` };
  const result = evaluateDecision(linked, invocable ?? name, inputs, env);
  if (result.kind === 'outOfFuel') return { ...told, passed: false, got: 'out of fuel' };
  const value = invocable === undefined ? result.value : outputOf(result.value, name, invocable, linked);
  const passed = sameValue(value, wanted, env) && (!isError || result.warnings.length > 0);
  const reasons = result.warnings.map(({ message }) => message).join(' ');
  return {
    ...told,
    passed,
    got: passed ? told.expected : `${show(value, env)}${reasons === '' ? '' : ` (${reasons})`}`,
  };
}

/** What one output decision of a service came to. */
function outputOf(value: FeelValue, name: string, invocable: string, { executable }: LinkedDecisions): FeelValue {
  const service = executable.elements.find((each) => each.name === invocable);
  if (service?.kind !== 'service' || service.outputs.length === 1) return value;
  const outputs = value as Readonly<Record<string, FeelValue>> | null;
  return name === invocable || outputs === null ? value : (outputs[name] ?? null);
}

function environment(): FeelEnv {
  return { now: Date.now(), zone: 'UTC', calendar: CALENDAR, fuel: { left: 1_000_000 } };
}

function failure(name: string, expected: unknown, got: string): Verdict {
  return { name, kind: 'dmn', tier: 'core', passed: false, expected, got };
}
