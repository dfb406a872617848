import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { checkDiagram } from '@krok/lint';
import { file, level } from './draw.ts';

const call = (id: string, process: string, binding = 'deployment', more = ''): string =>
  `<callActivity id="${id}"><extensionElements><zeebe:calledElement processId="${process}" bindingType="${binding}"/></extensionElements>${more}</callActivity>`;
const way = level('s=start e=end', 's-c-e');
const other = (body: string): string => body.replace(/(?<=[" -])([a-z])(?=["-])/g, 'q$1');
const LOOP =
  '<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="= list"/></extensionElements></multiInstanceLoopCharacteristics>';

/** Verdicts of `sound`, and the findings of calls with what follows each. */
const table: readonly (readonly [
  name: string,
  processes: Readonly<Record<string, string>>,
  sound: boolean | 'unknown',
  findings: readonly string[],
])[] = [
  ['calls itself and nothing else', { p: way + call('c', 'p') }, false, ['call-without-end c: e']],
  [
    'calls itself in the latest version, which may be another',
    { p: way + call('c', 'p', 'latest') },
    'unknown',
    ['call-without-end c'],
  ],
  ['calls what is not in the file', { p: way + call('c', 'elsewhere', 'latest') }, true, []],
  [
    'calls in its deployment what is not in it',
    { p: way + call('c', 'elsewhere') },
    true,
    ['called-process-missing c'],
  ],
  ['calls itself where it likes', { p: level('s=start x=xor e=end', 's-x-c-e x-e') + call('c', 'p') }, true, []],
  [
    'calls itself beside the way to its end',
    { p: level('s=start x=and e=end z=end', 's-x-c-e x-z') + call('c', 'p') },
    false,
    ['call-without-end c: e'],
  ],
  [
    'calls itself until a term comes',
    { p: level('s=start e=end t=!timer@c z=end', 's-c-e t-z') + call('c', 'p') },
    true,
    [],
  ],
  ['calls itself for each of a list, which may be empty', { p: way + call('c', 'p', 'deployment', LOOP) }, true, []],
  [
    'fails before it calls itself, where its caller takes that for an end',
    { p: level('s=start x=xor f=end:error e=end t=!error@c z=end', 's-x-c-e x-f t-z') + call('c', 'p') },
    true,
    ['error-not-caught f'],
  ],
  [
    'is one of two that call each other',
    { p: way + call('c', 'q'), q: other(way) + call('qc', 'p') },
    false,
    ['call-without-end c: e', 'call-without-end qc: qe'],
  ],
  [
    'is one of two that call each other, of which one need not',
    { p: way + call('c', 'q'), q: level('qs=start qx=xor qe=end', 'qs-qx-qc-qe qx-qe') + call('qc', 'p') },
    true,
    [],
  ],
  [
    'calls what calls itself for ever',
    { p: way + call('c', 'q'), q: other(way) + call('qc', 'q') },
    false,
    ['call-without-end qc: qe'],
  ],
];

for (const [name, processes, sound, expected] of table) {
  test(`a process that ${name}`, async () => {
    const { deployable, findings, soundness } = await checkDiagram(file(processes));
    ok(deployable, JSON.stringify(findings));
    const said = findings.filter(
      ({ rule }) => !['beyond-camunda', 'condition-missing', 'soundness-unknown'].includes(rule),
    );
    deepEqual(
      said.map(({ rule, element, follows }) => `${rule} ${element}${follows ? `: ${follows.join(' ')}` : ''}`),
      expected,
    );
    deepEqual(soundness.sound, sound);
    deepEqual(soundness.bound === null, sound !== 'unknown');
  });
}
