import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExecutableProcess } from '@krok/bpmn/executable';
import { feel, none, timer } from './build.ts';
import { around, message, running, wait } from './migrating.ts';

const refused: readonly {
  readonly name: string;
  readonly from: ExecutableProcess;
  readonly to: ExecutableProcess;
  readonly byHand?: Readonly<Record<string, string | null>>;
  readonly findings: readonly string[];
}[] = [
  {
    name: 'no counterpart',
    from: wait('P7D'),
    to: around((b) => b.add('userTask', { id: 'work', headers: {} })),
    findings: ['unmapped wait'],
  },
  {
    name: 'left out by hand',
    from: wait('P7D'),
    to: wait('P7D'),
    byHand: { wait: null },
    findings: ['unmapped wait'],
  },
  {
    name: 'another kind of element',
    from: wait('P7D'),
    to: around((b) => b.add('userTask', { id: 'work', headers: {} })),
    byHand: { wait: 'work' },
    findings: ['otherKind wait'],
  },
  {
    name: 'another kind of event',
    from: wait('P7D'),
    to: around((b) => b.add('intermediateCatchEvent', { id: 'wait', ...message('m') })),
    byHand: { wait: 'wait' },
    findings: ['otherEvent wait'],
  },
  {
    name: 'another part of the diagram',
    from: wait('P7D'),
    to: around((build) => {
      const part = build.open('subProcess', { id: 'part' });
      build.flow(
        build.add('startEvent', { ...none, id: 'in' }),
        build.add('intermediateCatchEvent', { id: 'wait', ...timer('P7D') }),
      );
      build.close();
      return part;
    }),
    findings: ['otherScope wait'],
  },
  {
    name: 'another kind of loop',
    from: around((b) => b.add('userTask', { id: 'work', headers: {} })),
    to: around((b) =>
      b.add('userTask', {
        id: 'work',
        headers: {},
        loop: { kind: 'multiInstance', sequential: false, inputCollection: feel('[1]') },
      }),
    ),
    byHand: { work: 'work' },
    findings: ['otherLoop work'],
  },
  {
    name: 'a wait that cannot be evaluated',
    from: wait('P7D'),
    to: around((b) =>
      b.add('intermediateCatchEvent', {
        id: 'wait',
        trigger: { kind: 'timer', timer: { kind: 'duration', value: feel('missing') } },
      }),
    ),
    findings: ['notEvaluable wait'],
  },
];

for (const { name, from, to, byHand, findings } of refused) {
  test(`refused: ${name}`, () => {
    assert.deepEqual(running(from).misfits(to, byHand), findings);
  });
}
