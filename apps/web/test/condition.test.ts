import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileBpmn } from '@krok/bpmn/xml';
import {
  type Condition,
  initialCondition,
  knownFacts,
  readCondition,
  writeCondition,
} from '../src/designer/condition.ts';

describe('the plain field of a condition', () => {
  it('reads what it can show, and leaves everything else an expression', () => {
    const table: readonly (readonly [string, Condition | null])[] = [
      ['paid = true', { kind: 'yesNo', variable: 'paid', yes: true }],
      ['paid != true', { kind: 'yesNo', variable: 'paid', yes: false }],
      ['paid = false', { kind: 'yesNo', variable: 'paid', yes: false }],
      ['not(claimFiled)', { kind: 'yesNo', variable: 'claimFiled', yes: false }],
      ['outcome = "paid"', { kind: 'choice', variable: 'outcome', values: ['paid'] }],
      ['outcome = "a" or outcome = "b"', { kind: 'choice', variable: 'outcome', values: ['a', 'b'] }],
      ['amount >= 100000', { kind: 'compare', variable: 'amount', operator: '>=', value: 100000 }],
      ['outcome = "noAnswer" and callAttempts < 3', null],
      ['outcome = "a" or listed = "b"', null],
      ['disputedAmount < openAmount', null],
      ['', null],
    ];
    for (const [text, expected] of table) assert.deepEqual(readCondition(text), expected, text);
  });

  it('writes what it reads again, for every known question, and the compiler takes it', async () => {
    for (const fact of knownFacts) {
      const condition = initialCondition(fact);
      const text = writeCondition(condition);
      assert.deepEqual(readCondition(text), condition, text);
      const { deployable } = await compileBpmn(choice(text));
      assert.ok(deployable, text);
    }
  });
});

function choice(condition: string): string {
  const body = condition.replaceAll('<', '&lt;');
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
    <process id="p" isExecutable="true"><startEvent id="s"/><exclusiveGateway id="g" default="f2"/><endEvent id="e1"/>
    <endEvent id="e2"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/>
    <sequenceFlow id="f1" sourceRef="g" targetRef="e1"><conditionExpression>=${body}</conditionExpression></sequenceFlow>
    <sequenceFlow id="f2" sourceRef="g" targetRef="e2"/></process></definitions>`;
}
