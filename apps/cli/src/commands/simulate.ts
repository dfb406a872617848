import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { polishCalendar } from '@krok/calendar';
import { runScenario, type ScenarioRun, SimulatorError } from '@krok/simulator';
import { InputError, UsageError } from '../errors.ts';
import type { Output } from '../output.ts';
import { readProcesses, readText } from '../read-processes.ts';
import { readScenario } from '../read-scenario.ts';
import { recordText } from '../record-file.ts';

/**
 * `simulate FILE... --scenario SCENARIO [--record FILE] [--json]`. Exit code 0 if every step found what it acts on and
 * every expectation is met. `--record` keeps the steps for `replay`.
 */
export async function simulate(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { scenario: { type: 'string' }, record: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (positionals.length === 0 || values.scenario === undefined) {
    throw new UsageError('Expected simulate FILE... --scenario SCENARIO [--record FILE] [--json].');
  }
  const scenario = readScenario(values.scenario, await readText(values.scenario));
  const run = rehearse({ scenario, processes: await readProcesses(positionals), calendar: polishCalendar() });
  if (values.record !== undefined) await writeFile(values.record, recordText(run.simulation.cases()));
  if (values.json) output.line(JSON.stringify({ ...run.trace, failures: run.failures }, null, 2));
  else print(run, output);
  return run.failures.length === 0 ? 0 : 1;
}

function rehearse(options: Parameters<typeof runScenario>[0]): ScenarioRun {
  try {
    return runScenario(options);
  } catch (error) {
    if (error instanceof SimulatorError) throw new InputError(error.message, { cause: error });
    throw error;
  }
}

function print({ trace, failures, simulation }: ScenarioRun, output: Output): void {
  const executables = new Map(simulation.cases().map(({ caseId, process }) => [caseId, process.linked.executable]));
  for (const { caseId, at, command, events } of trace.steps) {
    const ids = events.flatMap((event) => {
      if (event.kind !== 'elementCompleted') return [];
      return executables.get(caseId)?.elements[event.element]?.id ?? [];
    });
    output.line(`${new Date(at).toISOString()} ${caseId} ${command.kind}: ${ids.length === 0 ? '-' : ids.join(', ')}`);
  }
  for (const { caseId, processId, outcome } of trace.cases) output.line(`${caseId} (${processId}): ${outcome}`);
  for (const each of failures) output.line(`FAILED ${each}`);
}
