import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { checkSoundness } from '@krok/lint';
import { file, level, modelOf } from './draw.ts';

/** What performers do, not the drawing: jobs and listeners throw, workers choose, callers catch. */
const extensions = (...content: readonly string[]): string =>
  `<extensionElements>${content.join('')}</extensionElements>`;
const JOB = '<zeebe:taskDefinition type="work"/>';
const LISTENER =
  '<zeebe:executionListeners><zeebe:executionListener eventType="end" type="hear"/></zeebe:executionListeners>';
const TASK_LISTENER =
  '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="hear"/></zeebe:taskListeners>';
const guarded = (inside: string, at: string): string =>
  file({
    proc: level('s=start p=sub e=end t=!error@p z=end', 's-p-e t-z', {
      p: level(`i=start ${inside} j=end`, `i-${at}-j`, {
        w: extensions(LISTENER),
        v: extensions(TASK_LISTENER),
        n: '',
      }),
    }),
  });

/** Elements that no run reaches. */
const dead: readonly (readonly [name: string, xml: string, expected: readonly string[]])[] = [
  ['nobody throws what the boundary catches', guarded('u=user', 'u'), ['t', 'z']],
  ['a listener of a task may throw it', guarded('w=user', 'w'), []],
  ['a listener of a gateway may throw it', guarded('w=xor', 'w'), []],
  ['a listener of a user task may throw it', guarded('v=user', 'v'), []],
  [
    'who sends a message may throw it',
    guarded('m=throw:order', 'm').replace('<messageEventDefinition', `${extensions(JOB)}<messageEventDefinition`),
    [],
  ],
  [
    'a condition holds as a script begins',
    file({
      proc: `${level('s=start e=end c=!condition@k z=end', 's-k-e c-z')}<scriptTask id="k">${extensions('<zeebe:script expression="= 1" resultVariable="x"/>')}</scriptTask>`,
    }),
    [],
  ],
  [
    'nothing else comes to what is done at once',
    file({ proc: level('s=start k=task e=end c=!condition@k t=!timer@k z=end', 's-k-e c-z t-z') }),
    ['t'],
  ],
];

for (const [name, xml, expected] of dead) {
  test(`${name}: dead are ${expected.join(', ') || 'none'}`, async () => {
    const { deadElements, bound } = checkSoundness(await modelOf(xml));
    deepEqual([deadElements, bound], [expected, null]);
  });
}

test('a worker throws what is caught where it works: once the scope listens no more that is no case that stops', async () => {
  const xml = file({
    proc: level('s=start p=sub e=end', 's-p-e', {
      p: level('i=start a=service j=end h=handler g=handler', 'i-a-j', {
        h: level('hs=start:error he=end', 'hs-he'),
        g: level('gs=start?:order w=service ge=end', 'gs-w-ge'),
      }),
    }),
  });
  const { sound, deadElements } = checkSoundness(await modelOf(xml));
  deepEqual([sound, deadElements], [true, []]);
});

const adHoc = (inside: string, driven: boolean): string =>
  file({
    proc: `${level('s=start e=end', 's-p-e')}<adHocSubProcess id="p">${driven ? extensions(JOB) : ''}${inside}</adHocSubProcess>`,
  });

test('a worker that chooses begins each activity on a path of its own: a join of two waits for ever', async () => {
  const joined = level('a=user b=user y=and c=user', 'a-y-c b-y');
  const { sound, counterexample } = checkSoundness(await modelOf(adHoc(joined, true)));
  deepEqual([sound, counterexample?.kind, counterexample?.at], [false, 'deadlock', ['y']]);
  deepEqual(checkSoundness(await modelOf(adHoc(joined, false))).sound, true);
});

test('a worker may choose each activity, several, or none, and end it at any time', async () => {
  const { sound, deadElements, bound } = checkSoundness(
    await modelOf(adHoc(level('a=user b=service c=user', 'a-c'), true)),
  );
  deepEqual([sound, deadElements, bound], [true, [], null]);
});

test('an error that a called process does not catch is no stop but its answer to the caller', async () => {
  const other = level('qs=start qx=xor qe=end qr=end:error', 'qs-qx-qe qx-qr');
  const caller = (called: string) =>
    file({
      proc: `${level('s=start e=end z=end t=!error@c', 's-c-e t-z')}<callActivity id="c">${extensions(`<zeebe:calledElement processId="${called}"/>`)}</callActivity>`,
      other,
    });
  deepEqual(checkSoundness(await modelOf(caller('other'))).sound, true);
  deepEqual(checkSoundness(await modelOf(caller('another'))).counterexample?.at, ['qr']);
});
