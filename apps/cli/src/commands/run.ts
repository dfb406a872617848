import { dirname, join } from 'node:path';
import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Scenario } from '@krok/contracts/types';
import { instantAfter } from '@krok/simulator';
import { UsageError } from '../errors.ts';
import { LiveDuties } from '../live/live-duties.ts';
import { LiveFirm } from '../live/live-firm.ts';
import { runningInstallation, temporaryInstallation } from '../live/live-installation.ts';
import { happen } from '../live/live-news.ts';
import { LivePeople } from '../live/live-people.ts';
import { LiveSteps } from '../live/live-steps.ts';
import type { Output } from '../output.ts';
import { readScenario } from '../read-scenario.ts';
import { readText } from '../read-processes.ts';
import { wholeNumber } from '../whole-number.ts';

const usage = 'Expected run SCENARIO [--factor N] [--days N] [--here].';
const DAY = 86_400_000;
const LOOK_MS = 150;

/**
 * `run SCENARIO [--factor N] [--days N] [--here]`: lives a scenario on the real parts, a day a second unless told: ledger, daily
 * work, desks, channels into sandboxes; people answer as the scenario says. A line says the day, then `<` what came from
 * outside, `*` what people did, `§` what became of KRD entries and claims, or the steps of an invoice's case. In an installation of its own that is gone
 * afterwards, or in an organisation of its own of the one that `npm start` runs (`--here`). Exit code 0 if every case
 * ended within the days (default 120) and left no incident.
 */
export async function run(args: readonly string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      factor: { type: 'string', default: '86400' },
      days: { type: 'string', default: '120' },
      here: { type: 'boolean', default: false },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(usage);
  const factor = wholeNumber('factor', values.factor, 1, 10_000_000);
  const days = wholeNumber('days', values.days, 1, 3_650);
  const scenario = readScenario(path, await readText(path));
  const zone = scenario.zone ?? 'Europe/Warsaw';
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt);
  const installation = values.here ? runningInstallation() : await temporaryInstallation();
  try {
    const firm = await LiveFirm.open(installation.store, zone, Date.parse(scenario.now));
    await firm.owe(scenario.variables ?? {});
    for (const file of await diagramsBeside(path)) await firm.deploy(await readText(file));
    try {
      return await live(firm, scenario, { zone, factor, days, interrupted: interrupted.signal }, output);
    } finally {
      // In an installation that goes on, its days would pass for ever.
      await firm.stop();
    }
  } finally {
    process.off('SIGINT', interrupt);
    await installation.close();
  }
}

interface Pace {
  readonly zone: string;
  readonly factor: number;
  readonly days: number;
  readonly interrupted: AbortSignal;
}

async function live(firm: LiveFirm, scenario: Scenario, pace: Pace, output: Output): Promise<number> {
  const { zone, factor, days, interrupted } = pace;
  const people = new LivePeople(firm, scenario, zone);
  const steps = new LiveSteps(firm);
  const duties = new LiveDuties(firm);
  const begin = Date.parse(scenario.now);
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const tell = (at: number, text: string) =>
    output.line(`day ${String(Math.floor((at - begin) / DAY)).padStart(3)}  ${clock.format(at)}  ${text}`);
  const coming = planned(scenario, zone);
  await firm.start(factor);
  for (;;) {
    const now = await firm.now();
    for (let [next] = coming; next !== undefined && next.at <= now; [next] = coming) {
      coming.shift();
      tell(now, `< ${await happen(firm, next.step, zone)}`);
    }
    for (const done of await people.work(now)) tell(now, `* ${done}`);
    // Before the news: what a case that is over by now has logged is told below.
    const cases = await firm.store.cases.list({ organisationId: firm.organisationId, limit: 500 });
    for (const { at, text } of await steps.news()) tell(at, text);
    for (const text of await duties.news()) tell(now, `§ ${text}`);
    const open = cases.filter(({ status }) => status === 'starting' || status === 'active');
    const over = cases.length > 0 && open.length === 0 && coming.length === 0;
    // What is owed to the register and the court goes out after the end of the case.
    if (interrupted.aborted || now > begin + days * DAY || (over && !(await duties.owed()))) {
      output.line(`${cases.length - open.length} of ${cases.length} cases ended.`);
      return open.length === 0 && cases.every(({ incidents }) => incidents === 0) ? 0 : 1;
    }
    await pause(LOOK_MS);
  }
}

/** The steps of a scenario at their instants; time itself passes by the clock. */
function planned({ now, steps = [] }: Scenario, zone: string) {
  let at = Date.parse(now);
  return steps.flatMap((step) => {
    if ('advance' in step) at = instantAfter(at, step.advance, zone);
    // How long its rest takes, nobody knows here: as long as it may.
    if ('rest' in step) at = instantAfter(at, step.rest, zone);
    return 'message' in step || 'start' in step ? [{ at, step }] : [];
  });
}

/** A scenario lies in `scenarios/` beside the diagrams that it rehearses. */
async function diagramsBeside(scenario: string): Promise<readonly string[]> {
  const folder = dirname(dirname(scenario));
  const files = (await readdir(folder === '' ? '.' : folder)).filter((file) => file.endsWith('.bpmn'));
  if (files.length === 0) throw new UsageError(`Expected diagrams in ${folder} but found none.`);
  return files.map((file) => join(folder, file));
}
