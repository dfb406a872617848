import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkForCamunda } from '@krok/lint/camunda';
import { camundaRules } from '../src/camunda/camunda-rules.ts';
import { camundaTextsPl } from '../src/camunda/camunda-texts-pl.ts';

const zeebeFolder = new URL('../../../../shared/corpus/zeebe/', import.meta.url).pathname;

const diagram = (content: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"><process id="p" isExecutable="true">
  <startEvent id="s"/>${content}<endEvent id="e"/>
  <sequenceFlow id="f" sourceRef="s" targetRef="t"/><sequenceFlow id="g" sourceRef="t" targetRef="e"/>
  </process></definitions>`;

const job = '<extensionElements><zeebe:taskDefinition type="work"/></extensionElements>';

describe('whether a diagram runs in Camunda 8 too', () => {
  it('yes, or every reason why not', async () => {
    const timer = (text: string) =>
      `<intermediateCatchEvent id="t"><timerEventDefinition><timeDate>=${text}</timeDate></timerEventDefinition></intermediateCatchEvent>`;
    const table: readonly (readonly [string, readonly string[]])[] = [
      [`<serviceTask id="t">${job}</serviceTask>`, []],
      [timer('today() + duration("P1D")'), []],
      [timer('add business days(today(), 5)'), ['beyond-camunda']],
      [
        `<serviceTask id="t">${job}<standardLoopCharacteristics loopMaximum="3"/></serviceTask>`,
        ['camunda-compat/loop-characteristics', 'camunda-compat/no-loop', 'beyond-camunda'],
      ],
      ['<serviceTask id="t"/>', ['camunda-compat/implementation']],
      [`<transaction id="t"/>`, ['camunda-compat/element-type', 'beyond-camunda']],
    ];
    for (const [content, expected] of table) {
      const { runs, reasons } = await checkForCamunda(diagram(content));
      const rules = [...new Set(reasons.map(({ rule }) => rule))];
      assert.ok(
        rules.every((each) => expected.includes(each)),
        `${content}: ${rules.join()}`,
      );
      assert.equal(runs, expected.length === 0, `${content}: ${rules.join()}`);
      assert.ok(reasons.every(({ messagePl }) => messagePl !== ''));
    }
  });

  it('a file that cannot be read runs nowhere', async () => {
    assert.equal((await checkForCamunda('no diagram')).runs, false);
  });

  it('has Polish words for every rule', () => {
    assert.deepEqual(Object.keys(camundaTextsPl).sort(), Object.keys(camundaRules).sort());
  });

  it('says of third-party diagrams that they run where they come from', async (test) => {
    const files = globSync(`${zeebeFolder}*.bpmn`);
    if (files.length === 0) return test.diagnostic('the corpus is not here');
    const refused: string[] = [];
    for (const file of files) {
      const { runs, reasons } = await checkForCamunda(readFileSync(file, 'utf8'));
      if (!runs) refused.push(`${file.split('/').at(-1)}: ${[...new Set(reasons.map(({ rule }) => rule))].join(', ')}`);
    }
    test.diagnostic(`${files.length - refused.length} of ${files.length} run; ${refused.join('; ')}`);
    assert.ok(refused.length < files.length / 2);
  });
});
