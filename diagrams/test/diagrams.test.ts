import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { before, describe, it } from 'node:test';
import { compileBpmn, type Finding } from '@krok/bpmn/xml';
import { polishCalendar } from '@krok/calendar';
import { scenario as scenarioSchema } from '@krok/contracts/schemas';
import { link } from '@krok/engine';
import { runScenario, type ScenarioRun, type SimulatedProcess } from '@krok/simulator';

const folder = new URL('../', import.meta.url);
const calendar = polishCalendar();
/** Shown to newcomers with waits of minutes; it has no scenarios. */
const REHEARSED = ['before-due-date', 'business-debtor', 'key-account'];

for (const name of REHEARSED) {
  describe(`the procedure ${name}`, () => {
    let findings: readonly Finding[] = [];
    let processes: readonly SimulatedProcess[] = [];
    const runs = new Map<string, ScenarioRun>();

    before(async () => {
      const compiled = await compileBpmn(text(`${name}/${name}.bpmn`));
      ({ findings } = compiled);
      if (!compiled.deployable) return;
      processes = compiled.processes.map((executable) => ({ deployment: name, linked: link(executable) }));
    });

    it('is drawn without findings and laid out: every element and flow has its place', () => {
      deepEqual(findings, []);
      const xml = text(`${name}/${name}.bpmn`);
      for (const process of processes) {
        const { elements, flows } = process.linked.executable;
        for (const { id, type } of elements)
          ok(type === 'process' || xml.includes(`bpmnElement="${id}"`), `Expected a shape of ${id} but found none.`);
        for (const { id } of flows)
          ok(xml.includes(`bpmnElement="${id}"`), `Expected an edge of ${id} but found none.`);
      }
    });

    it('says in its properties which invoices it is for', () => {
      const { properties } = processes[0]?.linked.executable ?? {};
      equal(properties?.['subject'], 'invoice');
      // Cases of a key account are started by hand.
      if (properties['startWhen'] === undefined) return;
      const days = properties['startWhen'] === 'overdue' ? 'startAfterDays' : 'startDaysBefore';
      ok(Number.isInteger(Number(properties[days])), `Expected whole days in ${days} but got ${properties[days]}.`);
    });

    for (const file of readdirSync(new URL(`${name}/scenarios/`, folder))) {
      it(`scenario ${basename(file, '.json')}`, () => {
        const scenario = scenarioSchema.parse(JSON.parse(text(`${name}/scenarios/${file}`)));
        const run = runScenario({ scenario, processes, calendar });
        runs.set(file, run);
        deepEqual(run.failures, []);
      });
    }

    it('every element completes and every flow is taken in some scenario', () => {
      const traces = [...runs.values()].map(({ trace }) => trace);
      const completed = new Set(traces.flatMap(({ completedElements }) => completedElements));
      const taken = new Set(traces.flatMap(({ takenFlows }) => takenFlows));
      const { elements = [], flows = [] } = processes[0]?.linked.executable ?? {};
      const never = (ids: readonly string[], seen: ReadonlySet<string>) => ids.filter((id) => !seen.has(id));
      const ids = elements.flatMap(({ id, type }) => (type === 'process' ? [] : [id]));
      deepEqual(never(ids, completed), []);
      deepEqual(
        never(
          flows.map(({ id }) => id),
          taken,
        ),
        [],
      );
    });

    it('no scenario leaves an incident behind', () => {
      for (const [file, { trace }] of runs) {
        equal(
          trace.cases.find(({ outcome }) => outcome === 'incident'),
          undefined,
          file,
        );
      }
    });
  });
}

function text(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}
