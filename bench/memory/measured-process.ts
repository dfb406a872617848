import { compileBpmn } from '@krok/bpmn/xml';
import { polishCalendar } from '@krok/calendar';
import { deployableProcess } from '@krok/deployment';
import type { Store } from '@krok/store';

const task = (n: number): string =>
  `<bpmn:userTask id="t${n}" name="Call the debtor ${n}"><bpmn:extensionElements><zeebe:userTask /><zeebe:ioMapping><zeebe:input source="= amount / 100" target="zloty" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:userTask>`;
const flow = (id: string, from: string, to: string): string =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`;
const TASKS = 20;

/** A procedure of realistic size (about 50 elements and flows) whose cases stop at the first task beside a 30-day timer. */
export async function deployMeasured(store: Store, organisationId: string): Promise<void> {
  const tasks = Array.from(
    { length: TASKS },
    (_, n) => task(n) + (n + 1 < TASKS ? flow(`f${n}`, `t${n}`, `t${n + 1}`) : flow(`f${n}`, `t${n}`, 'end')),
  );
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="http://krok.example/bench">
  <bpmn:process id="measured" isExecutable="true"><bpmn:startEvent id="start" />${flow('fs', 'start', 't0')}${tasks.join('')}<bpmn:endEvent id="end" />
  <bpmn:boundaryEvent id="late" attachedToRef="t0"><bpmn:timerEventDefinition><bpmn:timeDuration>P30D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('fl', 'late', 'end')}</bpmn:process></bpmn:definitions>`;
  const compiled = await compileBpmn(xml);
  if (!compiled.deployable) throw new Error(JSON.stringify(compiled.findings));
  const env = { now: Date.now(), zone: 'Europe/Warsaw', calendar: polishCalendar(2020, 2035) };
  const processes = compiled.processes.map((process) => deployableProcess(process, env));
  await store.deployments.deploy({
    organisationId,
    name: 'measured',
    xml,
    compilerVersion: 'bench',
    by: null,
    processes,
  });
}
