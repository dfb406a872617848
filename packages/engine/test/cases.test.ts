import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { tokens } from '@krok/engine';
import { play, type Stimulus } from './play.ts';
import { compiled, Rig } from './rig.ts';

/** What a case rests on: the clause, one sentence of it, and where the clause leaves room, the heading of our reading. */
interface Reading {
  readonly clause: string;
  readonly says: string;
  readonly reading?: string;
  /** Somebody who did not write the trace worked out from diagram and clause what must happen, and then compared. */
  readonly secondReader?: true;
}

/**
 * Golden traces: a diagram, what is done to an instance of it, and all that the engine says. `UPDATE_TRACES=1` writes
 * the traces anew; read the difference before keeping it.
 */
interface Trace {
  readonly title: string;
  /** Semantics of before: what cases that began then still do. */
  readonly engineVersion?: number;
  readonly steps: readonly { readonly do: Stimulus; readonly events?: readonly unknown[]; readonly tokens?: unknown }[];
}

const folder = new URL('./cases/', import.meta.url);
const clauses = JSON.parse(readFileSync(new URL('clauses.json', folder), 'utf8')) as Record<string, Reading>;
const readings = readFileSync(new URL('../../../docs/decisions/0006-readings-of-bpmn.md', import.meta.url), 'utf8');

for (const file of readdirSync(folder).filter((each) => each.endsWith('.trace.json'))) {
  const name = file.replace('.trace.json', '');
  const trace = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Trace;
  test(`${name}: ${trace.title}`, async () => {
    const rig = new Rig(await compiled(readFileSync(new URL(diagramOf(name), folder), 'utf8')), trace.engineVersion);
    const steps = trace.steps.map((each) => {
      const events = play(rig, each.do).map((event) => readable(rig, event));
      return { do: each.do, events, tokens: tokens(rig.linked, rig.state) };
    });
    if (process.env['UPDATE_TRACES'] === '1') writeFileSync(new URL(file, folder), format({ ...trace, steps }));
    else assert.deepEqual(versionless(steps), versionless(trace.steps));
  });
}

test('every trace rests on a clause', () => {
  const names = readdirSync(folder).filter((each) => each.endsWith('.bpmn'));
  assert.deepEqual(Object.keys(clauses).sort(), names.map((each) => each.replace('.bpmn', '')).sort());
  for (const [name, { clause, says, reading }] of Object.entries(clauses)) {
    assert.match(clause, /^BPMN 2\.0\.2 §\d+(\.\d+)+$/, name);
    assert.match(says, /^[A-Z].{20,}\.$/, name);
    if (reading !== undefined) assert.ok(headings(readings).includes(reading), `${name}: no heading for ${reading}`);
  }
});

/** `<diagram>.engine-1.trace.json` is of the diagram as an older engine runs it. */
function diagramOf(name: string): string {
  return `${name.replace(/\.engine-\d+$/, '')}.bpmn`;
}

/** A new version of the engine is none of the events' concern where it does the same. */
function versionless(steps: unknown): unknown {
  return JSON.parse(JSON.stringify(steps), (key, value: unknown) => (key === 'engineVersion' ? undefined : value));
}

/** Elements and flows by their ids in the diagram, so that a trace is read beside it. */
function readable(rig: Rig, event: object): Record<string, unknown> {
  const result: Record<string, unknown> = { ...event };
  for (const key of ['element', 'caughtBy', 'startEvent']) {
    const index = result[key];
    if (typeof index === 'number') result[key] = rig.linked.element(index).id;
  }
  if (typeof result['flow'] === 'number') result['flow'] = rig.linked.flows[result['flow']]?.id;
  if (Array.isArray(result['flows']))
    result['flows'] = result['flows'].map((flow: number) => rig.linked.flows[flow]?.id);
  return result;
}

/** One event a line. */
function format(trace: Pick<Trace, 'title' | 'engineVersion'> & { readonly steps: readonly object[] }): string {
  const steps = trace.steps.map((step) => {
    const { do: stimulus, events, tokens: at } = step as { do: object; events: object[]; tokens: object };
    const lines = events.map((event) => `        ${JSON.stringify(event)}`).join(',\n');
    const shown = lines === '' ? '[]' : `[\n${lines}\n      ]`;
    return `    {\n      "do": ${JSON.stringify(stimulus)},\n      "events": ${shown},\n      "tokens": ${JSON.stringify(at)}\n    }`;
  });
  const version = trace.engineVersion === undefined ? '' : `  "engineVersion": ${trace.engineVersion},\n`;
  return `{\n  "title": ${JSON.stringify(trace.title)},\n${version}  "steps": [\n${steps.join(',\n')}\n  ]\n}\n`;
}

/** As links name them. */
function headings(page: string): string[] {
  return [...page.matchAll(/^## (.+)$/gm)].map(([, text = '']) => text.toLowerCase().replaceAll(' ', '-'));
}
