import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeXml } from '@krok/bpmn/xml/scan';
import type { Driver, Session } from '../drivers/driver.ts';
import type { CaseStep, ExecutionCase } from './case-format.ts';
import { CaseWorker } from './case-worker.ts';
import type { Verdict } from './verdict.ts';

/** What a case shows at its end, as far as its expectation speaks of it. */
interface Shown {
  outcome: string;
  jobs?: readonly string[];
  completedElements?: readonly string[];
  enteredElements?: readonly string[];
  takenFlows?: readonly string[];
  problem?: string;
}

/** Runs one execution case on a fresh engine and compares. What the engine throws is a failure of the case. */
export async function runExecutionCase(given: ExecutionCase, folder: string, driver: Driver): Promise<Verdict> {
  const session = await driver.openSession();
  let got: Shown;
  try {
    got = await play(given, decodeXml(await readFile(join(folder, given.diagram))), session);
  } catch (error) {
    got = { outcome: 'crash', problem: error instanceof Error ? error.message : String(error) };
  } finally {
    await session.close();
  }
  return { name: given.name, kind: 'execution', tier: given.tier, ...compare(given, got) };
}

async function play(given: ExecutionCase, xml: string, session: Session): Promise<Shown> {
  const deployment = await session.deploy(xml);
  if (deployment.kind === 'rejected') return { outcome: 'rejected', problem: deployment.reasons.join('; ') };
  const worker = new CaseWorker(session, given.jobs);
  await worker.runToRest();
  for (const process of given.startBefore) {
    await session.start(process, given.variables);
    await worker.runToRest();
  }
  if (given.start) await session.start(given.process, given.variables);
  await worker.runToRest();
  const problems: string[] = [];
  for (const step of given.steps) {
    const problem = await perform(step, given, session, worker);
    if (problem !== null) problems.push(problem);
    await worker.runToRest();
  }
  const { completedElements, enteredElements, takenFlows } = await session.trace();
  const outcome = await session.outcome(given.process);
  const shown: Shown = { outcome, jobs: worker.answered, completedElements, enteredElements, takenFlows };
  if (problems.length > 0) shown.problem = problems.join('; ');
  return shown;
}

async function perform(
  step: CaseStep,
  given: ExecutionCase,
  session: Session,
  worker: CaseWorker,
): Promise<string | null> {
  const { process } = given;
  if ('advance' in step) await worker.advance(step.advance);
  else if ('message' in step) await worker.publish(step.message, {});
  else if ('signal' in step) await session.signal(step.signal.name, step.signal.variables ?? {});
  else if ('start' in step) await session.start(step.start.process, step.start.variables ?? given.variables);
  else if ('complete' in step) {
    const { element, variables = {} } = step.complete;
    if (!(await session.completeUserTask(element, variables))) return `no open user task of "${element}"`;
  } else if ('trigger' in step) {
    return `a trigger step fires "${step.trigger.element}" directly, which no driver offers`;
  } else if (!(await session.setVariables(process, step.variables)))
    return `no instance of "${process}" to set variables in`;
  return null;
}

/** Only what the expectation lists is shown, in the form in which it is compared. */
function compare(given: ExecutionCase, got: Shown): Pick<Verdict, 'passed' | 'expected' | 'got'> {
  const { expect } = given;
  const outcomes = [expect.outcome].flat();
  if (got.outcome === 'rejected' || got.outcome === 'crash') {
    return { passed: outcomes.some((each) => each === got.outcome), expected: { outcome: expect.outcome }, got };
  }
  const wanted: Record<string, unknown> = { outcome: expect.outcome };
  const shown: Record<string, unknown> = { outcome: got.outcome };
  let passed = got.problem === undefined && outcomes.some((each) => each === got.outcome);
  const judge = (
    key: 'jobs' | 'completedElements' | 'enteredElements' | 'takenFlows',
    ignored: readonly string[],
    ordered: boolean,
  ): void => {
    const expected = expect[key];
    if (expected === undefined) return;
    const counted = (list: readonly string[]) => {
      const kept = list.filter((each) => !ignored.includes(each));
      return ordered ? kept : kept.sort();
    };
    const [left, right] = [counted(expected), counted(got[key] ?? [])];
    wanted[key] = left;
    shown[key] = right;
    passed &&= JSON.stringify(left) === JSON.stringify(right);
  };
  judge('jobs', [], expect.ordered);
  judge('completedElements', expect.ignoreElements, false);
  judge('enteredElements', expect.ignoreElements, false);
  judge('takenFlows', expect.ignoreFlows, false);
  if (got.problem !== undefined) shown['problem'] = got.problem;
  return { passed, expected: wanted, got: shown };
}
