import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { findingRules } from '@krok/bpmn/xml';
import { type CheckOptions, checkDiagram, lintRules } from '@krok/lint';
import { startRuleOf } from '@krok/receivables';
import { compilerTextsPl } from '../src/texts/compiler-texts-pl.ts';
import { lintTexts } from '../src/texts/lint-texts.ts';
import { file, level } from './draw.ts';

const job = (id: string, type = 'work'): string =>
  `<serviceTask id="${id}"><extensionElements><zeebe:taskDefinition type="${type}"/></extensionElements></serviceTask>`;
const when = (from: string, to: string, condition: string): string =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"><conditionExpression>${condition}</conditionExpression></sequenceFlow>`;
const timer = (kind: string, text: string): string =>
  `<intermediateCatchEvent id="t"><timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition></intermediateCatchEvent>`;
const event = (condition: string): string =>
  `<intermediateCatchEvent id="t"><conditionalEventDefinition><condition>${condition}</condition></conditionalEventDefinition></intermediateCatchEvent>`;
const looping = (condition: string): string =>
  `<userTask id="t"><standardLoopCharacteristics>${condition}</standardLoopCharacteristics></userTask>`;
const many = (output: string): string =>
  `<userTask id="t"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="= list" ${output}/></extensionElements></multiInstanceLoopCharacteristics></userTask>`;
const reminder = (cycle: string): string =>
  `<boundaryEvent id="t" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeCycle>${cycle}</timeCycle></timerEventDefinition></boundaryEvent>`;
const properties = (values: Readonly<Record<string, string>>): string =>
  `<extensionElements><zeebe:properties>${Object.entries(values)
    .map(([name, value]) => `<zeebe:property name="${name}" value="${value}"/>`)
    .join('')}</zeebe:properties></extensionElements>`;
const startAt = (date: string): string =>
  `<startEvent id="t"><timerEventDefinition><timeDate>${date}</timeDate></timerEventDefinition></startEvent>${level('e=end', 't-e')}`;
const two = level('s=start x=xor a=user b=user e=end', 's-x a-e b-e');
const sequence = level('s=start e=end', 's-t t-e');

const table: readonly (readonly [name: string, body: string, expected: readonly string[], options?: CheckOptions])[] = [
  ['process-empty', '', ['process-empty proc']],
  [
    'element-unreachable',
    level('s=start a=user e=end l=catch:link b=user', 's-a-e l-b-e'),
    ['element-unreachable l', 'element-unreachable b'],
  ],
  [
    'gateway-without-default',
    two + when('x', 'a', '= n &gt; 1') + when('x', 'b', '= m'),
    ['gateway-without-default x'],
  ],
  ['gateway-without-default', two + when('x', 'a', '= n &gt; 1') + when('x', 'b', '= n &lt;= 1'), []],
  ['gateway-without-default', two + when('x', 'a', '= paid') + when('x', 'b', '= not(paid)'), []],
  [
    'timer-in-the-past',
    sequence + timer('timeDate', '2020-01-01T00:00:00Z'),
    ['timer-in-the-past t'],
    { now: Date.UTC(2026, 10, 22) },
  ],
  ['timer-in-the-past', sequence + timer('timeDate', '2030-01-01T00:00:00Z'), [], { now: Date.UTC(2026, 10, 22) }],
  ['cycle-too-short', level('s=start a=user e=end z=end', 's-a-e t-z') + reminder('R/PT0.001S'), ['cycle-too-short t']],
  ['cycle-too-short', level('s=start a=user e=end z=end', 's-a-e t-z') + reminder('R/P1D'), []],
  ['job-type-unknown', sequence + job('t', 'send-fax'), ['job-type-unknown t'], { jobTypes: ['send-sms'] }],
  ['job-type-unknown', sequence + job('t', 'send-sms'), [], { jobTypes: ['send-sms'] }],
  ['form-missing-for-task', level('s=start a=user e=end', 's-a-e'), ['form-missing-for-task a']],
  ['name-twice', `${sequence}<task id="t" name="Call"/>`, []],
  [
    'name-twice',
    `${level('s=start e=end', 's-t-u-e')}<task id="t" name="Call"/><task id="u" name="Call"/>`,
    ['name-twice u'],
  ],
  ['error-not-caught', level('s=start e=end:error', 's-e'), ['error-not-caught e']],
  [
    'loop-without-wait',
    level('s=start x=xor a=task y=xor e=end', 's-x-a-y') + when('y', 'x', '= again') + when('y', 'e', '= not(again)'),
    ['loop-without-wait x'],
  ],
  [
    'loop-without-wait',
    level('s=start x=xor a=user y=xor e=end', 's-x-a-y') + when('y', 'x', '= again') + when('y', 'e', '= not(again)'),
    [],
  ],
  [
    'start-rule-property',
    `${properties({ subject: 'invoice', startWhen: 'overdue' })}${level('s=start a=task e=end', 's-a-e')}`,
    ['start-rule-property proc'],
  ],
  [
    'start-rule-property',
    `${properties({ subject: 'invoice', startWhen: 'overdue', startAfterDays: '3' })}${level('s=start a=task e=end', 's-a-e')}`,
    [],
  ],
  [
    'construct-ignored',
    `${sequence}<task id="t"><ioSpecification><inputSet/><outputSet/></ioSpecification></task>`,
    ['construct-ignored t'],
  ],
  [
    'variable-never-set',
    level('s=start x=xor a=task b=task e=end', 's-x a-e b-e') +
      when('x', 'a', '= amount &gt; 1') +
      when('x', 'b', '= amount &lt;= 1'),
    ['variable-never-set x'],
    { startVariables: ['debtor'] },
  ],
  [
    'variable-never-set',
    level('s=start x=xor a=task b=task e=end', 's-x a-e b-e') +
      when('x', 'a', '= amount &gt; 1') +
      when('x', 'b', '= amount &lt;= 1'),
    [],
    { startVariables: ['amount'] },
  ],
  [
    'model-deadlock',
    level('s=start x=and a=user b=user z=end t=!timer@a y=and e=end', 's-x-a-y-e x-b-y t-z'),
    ['model-deadlock y'],
  ],
  ['start-without-value', startAt('= due'), ['start-without-value t']],
  ['start-without-value', startAt('= now() + duration("P1D")'), []],
  ['start-without-value', startAt('= if due = null then next business day(today()) else due'), []],
  ['start-without-value', startAt('2020-01-01T00:00:00Z'), []],
  ['start-without-value', level('s=start:signal r=receive!:order e=end', 's-e r-e'), []],
  ['start-without-value', level('s=start:signal r=receive!:byData e=end', 's-e r-e'), ['start-without-value r']],
  [
    'start-without-value',
    level('g=event! o=catch:order p=catch:byData e=end', 'g-o-e g-p-e'),
    ['start-without-value p'],
  ],
  [
    'start-without-value',
    level('g=event!all o=catch:order p=catch:byData e=end', 'g-o-e g-p-e'),
    ['start-without-value p'],
  ],
  ['value-wrong', two + when('x', 'a', '= amount + 1') + when('x', 'b', '= true'), ['value-wrong x-a']],
  [
    'value-wrong',
    two + when('x', 'a', '= if late then "yes" else null') + when('x', 'b', '= true'),
    ['value-wrong x-a'],
  ],
  ['value-wrong', two + when('x', 'a', '= if late then paid else false') + when('x', 'b', '= true'), []],
  ['value-wrong', two + when('x', 'a', '= count(invoices)') + when('x', 'b', '= true'), ['value-wrong x-a']],
  ['value-wrong', two + when('x', 'a', '= list contains(invoices, 1)') + when('x', 'b', '= true'), []],
  ['value-wrong', two + when('x', 'a', '= [late][1]') + when('x', 'b', '= true'), []],
  ['value-wrong', sequence + timer('timeDuration', '= days * 2'), []],
  ['value-wrong', sequence + timer('timeDuration', '= string length(text)'), ['value-wrong t']],
  ['value-wrong', sequence + timer('timeDate', '= today() + duration("P1D")'), []],
  ['function-unknown', two + when('x', 'a', '= is late(invoice)') + when('x', 'b', '= true'), ['function-unknown x-a']],
  [
    'function-unknown',
    two + when('x', 'a', '= {f: function(x) x, r: f(late)}.r') + when('x', 'b', '= is defined(late)'),
    [],
  ],
  ['loop-without-end', sequence + looping('<loopCondition>= true</loopCondition>'), ['loop-without-end t']],
  ['loop-without-end', sequence + looping('<loopCondition>= late</loopCondition>'), []],
  ['loop-output-half', sequence + many('outputCollection="out"'), ['loop-output-half t']],
  ['loop-output-half', sequence + many('outputElement="= x"'), ['loop-output-half t']],
  ['loop-output-half', sequence + many('outputCollection="out" outputElement="= x"'), []],
  ['condition-never-true', sequence + event('= 1 &gt; 2'), ['condition-never-true t']],
  ['condition-never-true', sequence + event('= count(paid)'), ['condition-never-true t']],
  ['condition-never-true', sequence + event('= count(paid) &gt; 2'), []],
  [
    'message-twice',
    level('s=start a=receive:order b=!order@a c=!payment@a e=end z=end', 's-a-e b-z c-z'),
    ['message-twice b'],
  ],
  ['message-twice', level('s=start a=receive:order b=receive:order e=end', 's-a-b-e'), []],
  ['message-twice', level('s=start g=event a=catch:order b=catch:order e=end', 's-g-a-e g-b-e'), ['message-twice b']],
  ['message-twice', level('s=start:order t=start:order e=end', 's-e t-e'), ['message-twice t']],
  [
    'compensation-without-handler',
    level('s=start a=user c=end:compensate', 's-a-c'),
    ['compensation-without-handler c'],
  ],
  [
    'compensation-without-handler',
    `${level('s=start a=user b=?compensate@a u=user:undo c=end:compensate', 's-a-c')}<association id="o" sourceRef="b" targetRef="u"/>`,
    [],
  ],
  [
    'improper-completion',
    level('s=start x=and a=user b=user y=xor e=end', 's-x-a-y-e x-b-y'),
    ['improper-completion e'],
  ],
];

for (const [rule, body, expected, options] of table) {
  test(`${rule}: ${expected.join(', ') || 'nothing to say'}`, async () => {
    const { findings, deployable } = await checkDiagram(file({ proc: body }), options);
    ok(deployable, JSON.stringify(findings.filter(({ severity }) => severity === 'error')));
    deepEqual(
      findings.filter((each) => each.rule === rule).map((each) => `${each.rule} ${each.element}`),
      expected,
    );
  });
}

test('a start rule is found wrong exactly where invoices would not start a case by it', async () => {
  const rules: readonly Readonly<Record<string, string>>[] = [
    { subject: 'invoice', startWhen: 'overdue', startAfterDays: '0' },
    { subject: 'invoice', startWhen: 'overdue', startAfterDays: '14', debtorKind: 'business' },
    { subject: 'invoice', startWhen: 'beforeDue', startDaysBefore: '0' },
    { subject: 'invoice', startWhen: 'beforeDue', startDaysBefore: 'seven' },
    { subject: 'debtor', startWhen: 'beforeDue', startDaysBefore: '7' },
    { subject: 'invoice', startWhen: 'sometimes' },
    { subject: 'invoice', startWhen: 'overdue', startAfterDays: '3', debtorKind: 'all' },
  ];
  for (const rule of rules) {
    const body = `${properties(rule)}${level('s=start a=task e=end', 's-a-e')}`;
    const { findings } = await checkDiagram(file({ proc: body }));
    equal(
      findings.some((each) => each.rule === 'start-rule-property'),
      startRuleOf(rule) === null,
      JSON.stringify(rule),
    );
  }
});

test('what is not reached because of something else follows it and is not said again', async () => {
  const stuck = (n: string) => `x${n}=xor a${n}=user b${n}=user y${n}=and c${n}=user e${n}=end`;
  const way = (n: string) => `x${n}-a${n}-y${n}-c${n}-e${n} x${n}-b${n}-y${n}`;
  const diagrams: readonly (readonly [body: string, findings: string])[] = [
    [level(`s=start ${stuck('')}`, `s-x ${way('')}`), 'model-deadlock y: c e'],
    [
      level('s=start p=sub u=user e=end', 's-p-u-e', { p: level(`s1=start ${stuck('1')}`, `s1-x1 ${way('1')}`) }),
      'model-deadlock y1: c1 e e1 u',
    ],
    [
      level(`s=start ${stuck('')} q=sub`, `s-x ${way('')} c-q`, { q: level('i=start j=end', 'i-j') }),
      'model-deadlock y: c e i j q',
    ],
    [
      level(`s=start g=xor ${stuck('1')} ${stuck('2')}`, `s-g g-x1 g-x2 ${way('1')} ${way('2')}`),
      'model-deadlock y1: c1 e1, element-dead y2: c2 e2',
    ],
  ];
  for (const [body, expected] of diagrams) {
    const { findings } = await checkDiagram(file({ proc: body }));
    const said = findings
      .filter(({ rule }) => rule === 'model-deadlock' || rule.startsWith('element-'))
      .map(({ rule, element, follows = [] }) => `${rule} ${element}: ${[...follows].sort().join(' ')}`);
    equal(said.sort().reverse().join(', '), expected);
  }
});

test('every code has words in both languages', () => {
  deepEqual(Object.keys(lintTexts).sort(), Object.keys(lintRules).sort());
  deepEqual(Object.keys(compilerTextsPl).sort(), Object.keys(findingRules).sort());
});

test('what cannot be read is answered with a finding in both languages', async () => {
  for (const xml of [
    '',
    '<',
    '<a/>',
    file({}),
    file({ proc: '<userTask id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="nowhere"/>' }),
  ]) {
    const { deployable, findings, soundness } = await checkDiagram(xml);
    equal(deployable, false);
    ok(findings.every(({ message, messagePl }) => message !== '' && messagePl !== ''));
    ok(findings.length > 0 && [true, false, 'unknown'].includes(soundness.sound));
  }
});
