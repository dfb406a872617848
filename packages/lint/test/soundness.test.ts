import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { checkSoundness, type Soundness } from '@krok/lint';
import { file, level, modelOf } from './draw.ts';

/** `s` sound, `f` safe, `c` option to complete, `p` proper completion, `a` no dead activities: capital for true, `?` unknown. */
const table: readonly (readonly [name: string, xml: string, verdicts: string, at?: string])[] = [
  ['a sequence', one('s=start a=user e=end', 's-a-e'), 'SFCPA'],
  ['a choice that is joined', one('s=start x=xor a=user b=user y=xor e=end', 's-x-a-y-e x-b-y'), 'SFCPA'],
  ['branches that are joined', one('s=start x=and a=user b=user y=and e=end', 's-x-a-y-e x-b-y'), 'SFCPA'],
  [
    'a choice before a parallel join',
    one('s=start x=xor a=user b=user y=and e=end', 's-x-a-y-e x-b-y'),
    'sFcPA',
    'deadlock y',
  ],
  [
    'branches before an exclusive merge',
    one('s=start x=and a=user b=user y=xor e=end', 's-x-a-y-e x-b-y'),
    'sfCpA',
    'improperCompletion e',
  ],
  ['branches with ends of their own', one('s=start x=and a=user b=user e=end z=end', 's-x-a-e x-b-z'), 'SFCPA'],
  ['branches with one end', one('s=start x=and a=user b=user e=end', 's-x-a-e x-b-e'), 'sFCpA', 'improperCompletion e'],
  ['a loop with a way out', one('s=start x=xor a=user y=xor e=end', 's-x-a-y-e y-x'), 'SFCPA'],
  ['a loop without a way out', one('s=start x=xor a=user b=user', 's-x-a-b-x'), 'sFcPA', 'livelock x'],
  ['inclusive split and join', one('s=start x=or a=user b=user y=or e=end', 's-x-a-y-e x-b-y'), 'SFCPA'],
  ['branches before an inclusive join', one('s=start x=and a=user b=user y=or e=end', 's-x-a-y-e x-b-y'), 'SFCPA'],
  [
    'an inclusive split before a parallel join',
    one('s=start x=or a=user b=user y=and e=end', 's-x-a-y-e x-b-y'),
    'sFcPA',
    'deadlock y',
  ],
  [
    'an inclusive split before an exclusive merge',
    one('s=start x=or a=user b=user y=xor e=end', 's-x-a-y-e x-b-y'),
    'sfCpA',
  ],
  [
    'an interrupting timer that leads past the join',
    one('s=start x=and a=user b=user y=and e=end t=!timer@a z=end', 's-x-a-y-e x-b-y t-z'),
    'sFcPA',
    'deadlock y',
  ],
  ['a timer that does not interrupt', one('s=start a=user e=end t=?timer@a z=end', 's-a-e t-z'), 'SFCPA'],
  ['a repeated reminder to one end', one('s=start a=user e=end t=?cycle@a z=end', 's-a-e t-z'), 'sfCpA'],
  ['a message that may come often', one('s=start a=user e=end t=?message@a u=user z=end', 's-a-e t-u-z'), 'sfCpA'],
  ['terminate ends the rest', one('s=start x=and a=user b=user e=end:terminate z=end', 's-x-a-e x-b-z'), 'SFCPA'],
  ['an event-based gateway', one('s=start x=event a=catch:timer b=catch:message e=end', 's-x-a-e x-b-e'), 'SFCPA'],
  ['a link', one('s=start a=throw:link b=catch:link c=user e=end', 's-a b-c-e'), 'SFCPA'],
  ['a dead way', one('s=start a=user e=end b=user z=end', 's-a-e b-z'), 'sFCPa'],
  [
    'a sub-process that can stop',
    one('s=start p=sub e=end', 's-p-e', { p: level('is=start x=xor a=user b=user y=and ie=end', 'is-x-a-y-ie x-b-y') }),
    'sFcPA',
    'deadlock y',
  ],
  [
    'an error that leaves its sub-process',
    one('s=start p=sub e=end t=!error@p z=end', 's-p-e t-z', {
      p: level('is=start x=xor a=user ie=end er=end:error', 'is-x-a-ie x-er'),
    }),
    'SFCPA',
  ],
  [
    'an error that nothing catches',
    one('s=start x=xor a=user e=end er=end:error', 's-x-a-e x-er'),
    'sFcPA',
    'deadlock er',
  ],
  ['a job that throws to its boundary', one('s=start a=service e=end t=!error@a z=end', 's-a-e t-z'), 'SFCPA'],
  ['a called case that fails', one('s=start a=call e=end t=!error@a z=end', 's-a-e t-z'), 'SFCPA'],
  [
    'an event sub-process that takes over',
    one('s=start a=user e=end h=handler', 's-a-e', { h: level('hs=start:message b=user he=end', 'hs-b-he') }),
    'SFCPA',
  ],
  [
    'a sub-process for each of many',
    one('s=start p=sub:many e=end', 's-p-e', {
      p: `${level('is=start x=and a=user b=user y=and ie=end', 'is-x-a-y-ie x-b-y')}<multiInstanceLoopCharacteristics/>`,
    }),
    'SFCPA',
  ],
  [
    'a transaction that is cancelled',
    one('s=start p=transaction e=end t=!cancel@p z=end', 's-p-e t-z', {
      p: level('is=start x=xor a=user ie=end ce=end:cancel', 'is-x-a-ie x-ce'),
    }),
    'SFCPA',
  ],
  [
    'a signal from one branch to another',
    one('s=start x=and a=user g=throw:signal b=user t=!signal@b y=and v=xor e=end', 's-x-a-g-y-e x-b-v-y t-v'),
    'SFCPA',
  ],
  ['a condition that interrupts', one('s=start a=user t=!condition@a y=xor e=end', 's-a-y-e t-y'), 'SFCPA'],
  [
    'tokens without end and a way out',
    one('s=start x=xor a=user y=and b=user z=end w=xor e=end', 's-x-a-y-b-z y-w-x w-e'),
    'sf?pA',
  ],
  [
    'tokens without end and no way out',
    one('s=start x=xor a=user y=and b=user z=end', 's-x-a-y-b-z y-x'),
    'sfcPA',
    'livelock x',
  ],
  [
    'request and answer',
    file(
      {
        p: level('s=start a=send r=receive e=end', 's-a-r-e'),
        q: level('qs=start:message b=user c=send qe=end', 'qs-b-c-qe'),
      },
      'a-qs c-r',
    ),
    'SFCPA',
  ],
  [
    'two that wait for each other',
    file(
      {
        p: level('s=start r=receive a=send e=end', 's-r-a-e'),
        q: level('qs=start qr=receive c=send qe=end', 'qs-qr-c-qe'),
      },
      'a-qr c-r',
    ),
    'sFcPa',
    'deadlock qr,r',
  ],
];

for (const [name, xml, expected, at] of table) {
  test(name, async () => {
    const soundness = checkSoundness(await modelOf(xml));
    deepEqual(letters(soundness), expected);
    const { counterexample } = soundness;
    if (at !== undefined) deepEqual(`${counterexample?.kind} ${counterexample?.at.join()}`, at);
  });
}

test('a message that nobody takes any more is left over', async () => {
  const xml = file(
    {
      p: level('s=start x=xor a=send y=xor e=end', 's-x-a-y-e x-y'),
      q: level('qs=start g=event r=catch:message t=catch:timer qe=end', 'qs-g-r-qe g-t-qe'),
    },
    'a-r',
  );
  const soundness = checkSoundness(await modelOf(xml));
  deepEqual([soundness.sound, soundness.messageSound, soundness.leftMessages], [true, false, ['m-a-r']]);
});

test('dead elements are named, whatever the reason', async () => {
  const xml = one('s=start x=xor a=user e=end y=and b=user z=end', 's-x-a-e x-y-b-z b-y');
  const { sound, noDeadActivities, deadElements } = checkSoundness(await modelOf(xml));
  deepEqual([sound, noDeadActivities, deadElements], [false, false, ['y', 'b', 'z']]);
});

test('where a bound is reached nothing is guessed, and what is certain is said', async () => {
  const many = Array.from({ length: 6 }, (_, at) => `a${at}`);
  const body = level(
    `s=start x=and ${many.map((id) => `${id}=user`).join(' ')} y=or e=end`,
    `s-x ${many.map((id) => `x-${id}-y`).join(' ')} y-e`,
  );
  const { sound, safe, optionToComplete, bound } = checkSoundness(await modelOf(file({ p: body })), { states: 3 });
  deepEqual([sound, safe, optionToComplete, bound], ['unknown', 'unknown', 'unknown', '3 states']);
});

function one(nodes: string, flows: string, inside: Readonly<Record<string, string>> = {}): string {
  return file({ proc: level(nodes, flows, inside) });
}

function letters({ sound, safe, optionToComplete, properCompletion, noDeadActivities }: Soundness): string {
  const letter = (name: string, verdict: unknown): string =>
    verdict === 'unknown' ? '?' : verdict === true ? name.toUpperCase() : name;
  return [
    letter('s', sound),
    letter('f', safe),
    letter('c', optionToComplete),
    letter('p', properCompletion),
    letter('a', noDeadActivities),
  ].join('');
}

test('a message starts a case each time it comes; where a pool is one participant it does so once', async () => {
  const xml = file(
    { p: level('s=start a=send b=send e=end', 's-a-b-e'), q: level('qs=start:message c=user qe=end', 'qs-c-qe') },
    'a-qs b-qs',
  );
  const model = await modelOf(xml);
  const often = checkSoundness(model);
  const once = checkSoundness(model, { startOnce: true });
  deepEqual([often.sound, often.messageSound], [true, true]);
  deepEqual([once.processesEnd, once.messageSound], [true, false]);
});

test('a message goes over all its flows, or over one where that is the reading', async () => {
  const xml = file(
    {
      p: level('s=start a=send e=end', 's-a-e'),
      q: level('qs=start r=receive qe=end', 'qs-r-qe'),
      z: level('zs=start zr=receive ze=end', 'zs-zr-ze'),
    },
    'a-r a-zr',
  );
  const model = await modelOf(xml);
  deepEqual(checkSoundness(model).messageSound, true);
  deepEqual(checkSoundness(model, { oneRecipient: true }).processesEnd, false);
});

test('a sender that something may interrupt need not have sent: who waits for its message waits for ever', async () => {
  const sender = level('ps=start pa=send px=xor', 'ps-pa-px-pa');
  const receiver = level('qs=start qr=receive qe=end', 'qs-qr-qe');
  const handlers = {
    'an event sub-process': level('h=handler', '', { h: level('hs=start:message hu=user he=end', 'hs-hu-he') }),
    'a branch that ends it all': level('pu=user pt=end:terminate', 'ps-pu-pt'),
  };
  for (const [name, handler] of Object.entries(handlers)) {
    const { messageSound, counterexample } = checkSoundness(
      await modelOf(file({ p: sender + handler, q: receiver }, 'pa-qr')),
    );
    deepEqual([name, messageSound, counterexample?.kind, counterexample?.at], [name, false, 'deadlock', ['qr']]);
  }
});

test('what goes round beside an event that may end it all does not keep the event from coming', async () => {
  const inside = { h: level('hs=start?:message hu=user he=end', 'hs-hu-he') };
  const body = level('s=start a=user t=?message@a z=end:terminate h=handler', 's-a-a t-z', inside);
  const { deadElements } = checkSoundness(await modelOf(file({ p: body })));
  deepEqual(deadElements, []);
});

test('messages without end are more than can be counted, and what is certain is said all the same', async () => {
  const xml = file(
    { p: level('s=start x=xor a=send', 's-x-a-x'), q: level('qs=start r=receive qe=end', 'qs-r-qe') },
    'a-r',
  );
  const { optionToComplete, safe, counterexample } = checkSoundness(await modelOf(xml));
  deepEqual([optionToComplete, safe, counterexample?.kind], [false, true, 'livelock']);
});

test('an activity that waits for several tokens gets them, however many leave the one before at once', async () => {
  for (const [given, wanted, sound] of [
    [2, 2, true],
    [5, 5, true],
    [6, 3, true],
    [3, 2, false],
    [2, 4, false],
    [400, 400, 'unknown'],
    [1_000_000_000, 7, 'unknown'],
  ] as const) {
    const xml = one('s=start a=user b=user e=end', 's-a-b-e')
      .replace('id="a"', `id="a" completionQuantity="${given}"`)
      .replace('id="b"', `id="b" startQuantity="${wanted}"`);
    deepEqual([given, wanted, checkSoundness(await modelOf(xml)).optionToComplete], [given, wanted, sound]);
  }
});
