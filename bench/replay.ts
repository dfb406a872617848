import { COMPILER_VERSION } from '@krok/bpmn/executable';
import { compileBpmn } from '@krok/bpmn/xml';
import { polishCalendar } from '@krok/calendar';
import { byId, type Command, initialState, type InstanceState, link, step, type StepEnv } from '@krok/engine';
import { type RecordedStep, stateAt, Tape } from '@krok/simulator';

/**
 * Seeking in a log of at least 1,000 events, as the replay's scrubber does: from the snapshot before the position,
 * against the same positions folded from the first event in the same run. A frame of a screen is 16 ms; on a machine
 * that is shared, the processor's time says whether a seek fits into it, the clock also what others took. `--json`
 * prints JSON.
 */
const LEAST_EVENTS = 1_000;
const SEEKS = 400;
const FRAME_MS = 16;

const compiled = await compileBpmn(loop());
const [process] = compiled.deployable ? compiled.processes : [];
if (!process) throw new Error(JSON.stringify(compiled.findings));
const linked = link(process);
const steps = record();
const tape = new Tape(linked, steps);
const positions = Array.from({ length: SEEKS }, (_, index) => (index * 7919) % (tape.length + 1));

const built = timed(() => tape.at(tape.length));
const seeks = positions.map((position) => timed(() => tape.at(position)));
const folds = positions.map((position) => timed(() => stateAt(linked, steps, position)));
const clock = seeks.map(({ ms }) => ms);
const foldClock = folds.map(({ ms }) => ms);
const busiest = Math.max(built.cpuMs, ...seeks.map(({ cpuMs }) => cpuMs));
const result = {
  benchmark: 'replay',
  compiler: COMPILER_VERSION,
  steps: steps.length,
  events: tape.length,
  firstSeekToEndMs: round(built.ms),
  seekMsMedian: round(quantile(clock, 0.5)),
  seekMs99: round(quantile(clock, 0.99)),
  seekMsWorst: round(quantile(clock, 1)),
  anySeekCpuMsWorst: round(busiest),
  foldFromStartMsMedian: round(quantile(foldClock, 0.5)),
  foldFromStartMsWorst: round(quantile(foldClock, 1)),
  timesFaster: round(sum(foldClock) / sum(clock)),
  withinOneFrame: busiest < FRAME_MS,
};
if (globalThis.process.argv.includes('--json')) console.log(JSON.stringify(result));
else for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(26)} ${value}`);

/** One case that does its job again and again until there are events enough. */
function record(): RecordedStep[] {
  const calendar = polishCalendar();
  const recorded: RecordedStep[] = [];
  let state: InstanceState = initialState();
  let events = 0;
  let now = Date.UTC(2026, 7, 4, 6);
  const take = (command: Command): void => {
    const env: StepEnv = { now, zone: 'Europe/Warsaw', calendar };
    const taken = step(linked, state, command, env);
    if (taken.kind === 'rejected') throw new Error(taken.rejection.message);
    const seq = recorded.length + 1;
    recorded.push({
      seq,
      commandId: String(seq),
      command,
      env: { now, zone: env.zone, calendarVersion: calendar.version },
      events: taken.events,
    });
    state = taken.state;
    events += taken.events.length;
    now += 3_600_000;
  };
  take({ kind: 'start', variables: { invoiceNumber: 'FV/2026/1', amount: 123_456, round: 0 } });
  for (let round = 1; events < LEAST_EVENTS; round++) {
    const [job] = Object.keys(byId(state.jobs));
    take({ kind: 'completeJob', job: job ?? '', variables: { round, outcome: 'noAnswer' } });
  }
  return recorded;
}

function loop(): string {
  const flow = (id: string, from: string, to: string) =>
    `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="bench">
  <process id="loop" isExecutable="true">
    <startEvent id="S" />${flow('f1', 'S', 'merge')}
    <exclusiveGateway id="merge" />${flow('f2', 'merge', 'call')}
    <serviceTask id="call"><extensionElements><zeebe:taskDefinition type="call" /></extensionElements></serviceTask>
    ${flow('f3', 'call', 'enough')}
    <exclusiveGateway id="enough" default="again" />
    <sequenceFlow id="again" sourceRef="enough" targetRef="merge" />
    <sequenceFlow id="done" sourceRef="enough" targetRef="E"><conditionExpression>=outcome = "paid"</conditionExpression></sequenceFlow>
    <endEvent id="E" />
  </process>
</definitions>`;
}

function timed(act: () => unknown): { readonly ms: number; readonly cpuMs: number } {
  const before = performance.now();
  const used = globalThis.process.cpuUsage();
  act();
  const { user, system } = globalThis.process.cpuUsage(used);
  return { ms: performance.now() - before, cpuMs: (user + system) / 1000 };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
