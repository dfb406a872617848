import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkProcedure } from '../src/designer/check/check-procedure.ts';

/** Rules that are broken, by element, in a process of these elements. */
async function said(...elements: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
    <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="end" />${elements.join('')}</bpmn:process></bpmn:definitions>`;
  const { problems } = await checkProcedure([{ kind: 'bpmn', name: 'p.bpmn', content: xml }]);
  const byElement = Object.groupBy(problems, ({ element }) => element ?? '');
  return Object.fromEntries(Object.entries(byElement).map(([id, all = []]) => [id, all.map(({ rule }) => rule)]));
}

const wait =
  '<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>';

describe('one mistake', () => {
  it('is said once: nothing leads to a step, and nothing comes after it', async () => {
    assert.deepEqual(await said('<bpmn:manualTask id="alone" />'), { alone: ['node-incoming', 'node-outgoing'] });
    assert.deepEqual(await said(wait), { wait: ['event-incoming', 'event-outgoing'] });
  });
});
