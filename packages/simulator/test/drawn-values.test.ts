import { deepEqual, match, notEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { polishCalendar } from '@krok/calendar';
import { Simulation, verify } from '../src/index.ts';
import { deployment, flow } from './diagram.ts';

const calendar = polishCalendar();
const body = `<process id="p" isExecutable="true"><startEvent id="S" />${flow('S', 'a')}<scriptTask id="a"><extensionElements><zeebe:script expression="= uuid()" resultVariable="id" /></extensionElements></scriptTask>${flow('a', 'E')}<endEvent id="E" /></process>`;

async function drawnTwice() {
  const simulation = new Simulation({
    processes: await deployment('d', body),
    now: Date.UTC(2026, 10, 23, 9),
    zone: 'Europe/Warsaw',
    calendar,
  });
  for (let i = 0; i < 2; i += 1) simulation.start('p', {});
  return simulation.cases().map(({ steps, process }) => {
    const ended = steps.flatMap(({ events }) => events).find((event) => event.kind === 'instanceCompleted');
    return { steps, linked: process.linked, id: ended?.kind === 'instanceCompleted' ? ended.variables['id'] : null };
  });
}

test('two rehearsed cases draw two values, a second rehearsal the same ones, and a check of the record finds them again', async () => {
  const cases = await drawnTwice();
  const [first, second] = cases;
  match(String(first?.id), /^[0-9a-f-]{36}$/);
  notEqual(first?.id, second?.id);
  deepEqual(
    (await drawnTwice()).map(({ id }) => id),
    [first?.id, second?.id],
  );
  for (const each of cases) {
    const { kind } = verify(each.linked, JSON.parse(JSON.stringify(each.steps)), () => calendar);
    deepEqual(kind, 'same');
  }
});
