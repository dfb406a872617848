import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compiled, Rig } from './rig.ts';

// A static timer that the deployment accepts is one that the engine can set: each of these texts, to its instant.
const texts: readonly (readonly [string, string, string])[] = [
  ['timeDate', '2026-11-22T09:30:00+01:00', '2026-11-22T08:30:00Z'],
  ['timeDate', '2026-11-22T09:30:00Z', '2026-11-22T09:30:00Z'],
  ['timeDate', '2026-11-22T09:30', '2026-11-22T08:30:00Z'],
  ['timeDate', '2026-11-22T09:30:00,5Z', '2026-11-22T09:30:00.5Z'],
  ['timeDate', '2026-11-22T09:30:00+01', '2026-11-22T08:30:00Z'],
  ['timeDate', '2026-11-22T09:30:00+0130', '2026-11-22T08:00:00Z'],
  ['timeDate', '2026-11-22T09:30:00[Asia/Tokyo]', '2026-11-22T00:30:00Z'],
  ['timeDate', '2026-11-22T09:30:00+01:00[Europe/Warsaw]', '2026-11-22T08:30:00Z'],
  ['timeDuration', 'PT0,5S', '2026-03-16T08:00:00.5Z'],
  ['timeDuration', '+PT1S', '2026-03-16T08:00:01Z'],
  ['timeDuration', 'P1Y2M3W4DT5H6M7.5S', '2027-06-10T12:06:07.5Z'],
  ['timeDuration', '-PT1S', '2026-03-16T08:00:00Z'],
  ['timeCycle', 'R//P1D', '2026-03-17T08:00:00Z'],
  ['timeCycle', 'R2/2026-04-01T00:00/P1D', '2026-03-31T22:00:00Z'],
  ['timeCycle', 'R/PT0,5S', '2026-03-16T08:00:00.5Z'],
  ['timeCycle', '0 30 8 * * MON-FRI', '2026-03-17T07:30:00Z'],
  ['timeCycle', '0 0 9 LW * ?', '2026-03-31T07:00:00Z'],
  ['timeCycle', '@monthly', '2026-03-31T22:00:00Z'],
  ['timeCycle', '="0 0 " + string(12) + " * * *"', '2026-03-16T11:00:00Z'],
];

for (const [tag, text, due] of texts) {
  test(`${tag} ${text} is due ${due}`, async () => {
    const rig = new Rig(await compiled(diagram(tag, text)));
    const set = rig.send({ kind: 'start', variables: {} }).find((event) => event.kind === 'timerSet');
    assert.equal(set?.kind === 'timerSet' && set.due, Date.parse(due));
  });
}

function diagram(tag: string, text: string): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:krok:test"><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:userTask id="u"/><bpmn:boundaryEvent id="b" attachedToRef="u" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${tag}></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="e"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="u"/><bpmn:sequenceFlow id="g" sourceRef="u" targetRef="e"/><bpmn:sequenceFlow id="h" sourceRef="b" targetRef="e"/></bpmn:process></bpmn:definitions>`;
}
