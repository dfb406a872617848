import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { checkDiagram } from '@krok/lint';
import { file, level } from './draw.ts';

/** What joins a choice as if it were a fork: it waits for ever. And what joins it as it should. */
const wrong = { nodes: 'x=xor a=user b=user y=and e=end', flows: '-x-a-y-e x-b-y' };
const right = { nodes: 'x=xor a=user b=user y=xor e=end', flows: '-x-a-y-e x-b-y' };

/** Every start that the engine runs, and the way to what is wrong behind it. */
const starts: readonly (readonly [name: string, nodes: string, way: string])[] = [
  ['by hand', 's=start', 's > x > a'],
  ['a message', 's=start:order', 's > x > a'],
  ['a signal', 's=start:signal', 's > x > a'],
  ['a date', 's=start:date', 's > x > a'],
  ['a cycle', 's=start:cycle', 's > x > a'],
  ['a cron text', 's=start:cron', 's > x > a'],
  ['one of several events', 's=start:either', 's > x > a'],
  ['a receive task', 's=receive!:order', 's > x > a'],
];

for (const [name, nodes, way] of starts) {
  test(`started by ${name}: a join that waits for ever is found, and one that does not is let be`, async () => {
    const drawn = (behind: typeof wrong) => file({ proc: level(`${nodes} ${behind.nodes}`, `s${behind.flows}`) });
    deepEqual(await said(drawn(right)), []);
    deepEqual(await said(drawn(wrong)), [`model-deadlock y: ${way}`]);
  });
}

test('an event-based gateway that starts cases is entered by each of its events, and is not dead', async () => {
  const both = (join: string) =>
    file({
      proc: level(`g=event! o=catch:order p=catch:payment a=user b=user y=${join} e=end`, 'g-o-a-y-e g-p-b-y'),
    });
  deepEqual(await said(both('xor')), []);
  deepEqual(await said(both('and')), ['model-deadlock y: o > a']);
});

test('behind a parallel one all messages come, each on its path: a join of them waits for nobody else', async () => {
  const both = (join: string) =>
    file({
      proc: level(`g=event!all o=catch:order p=catch:payment a=user b=user y=${join} e=end`, 'g-o-a-y-e g-p-b-y'),
    });
  deepEqual(await said(both('and')), []);
  deepEqual(await said(both('xor')), ['improper-completion e']);
  const { soundness } = await checkDiagram(both('xor'));
  const { counterexample } = soundness;
  deepEqual(counterexample?.kind, 'improperCompletion');
  const way = counterexample?.path.map(({ element, what }) => `${element} ${what}`);
  deepEqual([way?.[0], way?.includes('p message')], ['o start', true]);
});

test('one event that starts a case does not say what the others do: each of several starts begins a case of its own', async () => {
  const drawn = (join: string) =>
    file({ proc: level(`s=start m=start:order t=start:cron y=${join} a=user e=end`, 's-y-a-e m-y t-y') });
  deepEqual(await said(drawn('xor')), []);
  deepEqual(await said(drawn('and')), ['model-deadlock y: s']);
});

test('a start that nothing triggers starts nothing, and what only it leads to is dead', async () => {
  const xml = file({ proc: level('s=start c=start:condition a=user b=user e=end z=end', 's-a-e c-b-z') });
  deepEqual(await said(xml), ['element-dead c: b z']);
});

const inside: readonly (readonly [name: string, start: string])[] = [
  ['a message', 'hs=start:order'],
  ['a message that does not interrupt', 'hs=start?:order'],
  ['a signal', 'hs=start:signal'],
  ['a timer', 'hs=start:timer'],
  ['a cycle', 'hs=start?:cycle'],
  ['a condition', 'hs=start:condition'],
  ['an escalation', 'hs=start?:escalation'],
  ['an error', 'hs=start:error'],
  ['one of several events', 'hs=start:either'],
  ['several events together', 'hs=start:both'],
];

for (const [name, start] of inside) {
  test(`an event sub-process that ${name} starts is followed to where it waits for ever`, async () => {
    const drawn = (behind: typeof wrong) => {
      const names = (text: string) => text.replace(/\b([xabye])\b/g, 'h$1');
      const handler = level(`${start} ${names(behind.nodes)}`, names(`hs${behind.flows}`).replace(/^hhs/, 'hs'));
      return file({ proc: level('s=start w=service e=end h=handler', 's-w-e', { h: handler, w: WORK }) });
    };
    deepEqual(await said(drawn(right)), []);
    const [found, ...more] = await said(drawn(wrong));
    ok(found !== undefined && more.length === 0, `${found}, ${more.join()}`);
    ok(/^model-deadlock hy: s > .*(hs|w) \(\w+\) > hx > h[ab]( > .*e)?$/.test(found), found);
  });
}

/** Findings of behaviour, each with the way to it; the diagram has to be one that is deployed. */
async function said(xml: string): Promise<readonly string[]> {
  const { deployable, findings, soundness } = await checkDiagram(xml);
  ok(deployable, JSON.stringify(findings.filter(({ severity }) => severity === 'error')));
  ok(soundness.bound === null);
  const rules = ['model-deadlock', 'model-livelock', 'improper-completion', 'element-dead', 'message-left'];
  return findings
    .filter(({ rule }) => rules.includes(rule))
    .map(({ rule, element, message, follows = [] }) => {
      const way = /: ([\w-]+(?: \(\w+\))?(?: > .*)?)$/.exec(message)?.[1] ?? follows.join(' ');
      return `${rule} ${element}${way === '' ? '' : `: ${way}`}`;
    });
}

const WORK = '<extensionElements><zeebe:taskDefinition type="work"/></extensionElements>';
