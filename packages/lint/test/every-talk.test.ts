import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { compileDiagram } from '@krok/bpmn/xml';
import { checkSoundness, type Soundness } from '@krok/lint';
import fc from 'fast-check';
import { type EveryTalk, everyTalk } from './every-talk.ts';
import { type Level, randomTalk, xmlOf } from './random-talk.ts';

const reading = fc.constantFrom({}, {}, { startOnce: true } as const, { oneRecipient: true } as const);

test('random processes that talk: the verdicts are those of a token game of every order', async (context) => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  const counts = { models: 0, whole: 0, unsound: 0, left: 0, messageSound: 0, unknown: 0 };
  await fc.assert(
    fc.asyncProperty(randomTalk, reading, async (talk, understood) => {
      const { model, compiled } = await compileDiagram(xmlOf(talk));
      if (model === null) throw new Error(JSON.stringify(compiled.findings));
      const said = checkSoundness(model, { ...understood, states: 600 });
      const lived = everyTalk(talk, understood);
      counts.models += 1;
      if (said.sound === false) counts.unsound += 1;
      if (said.leftMessages.length > 0) counts.left += 1;
      if (said.messageSound === true) counts.messageSound += 1;
      const why = JSON.stringify([lived.stuck, said.counterexample]);
      deepEqual(contradictions(said, lived, talk.pools), [], why);
      if (lived.whole && said.bound !== null) counts.unknown += 1;
      if (!lived.whole || said.bound !== null) return;
      counts.whole += 1;
      deepEqual(said.messageSound === 'unknown' || said.sound === 'unknown', false, 'nothing was beyond a bound');
      deepEqual(
        [[...said.leftMessages].sort(), [...said.improperEnds].sort(), [...said.unsafeFlows].sort()],
        [[...lived.left].sort(), [...lived.twice].sort(), [...lived.crowded].sort()],
        why,
      );
    }),
    { seed, numRuns: Number(process.env['RUNS'] ?? 40), endOnFailure: false },
  );
  context.diagnostic(`seed ${seed}: ${JSON.stringify(counts)}`);
});

/** What is seen is so; what is not seen is not so where everything was tried. */
function contradictions(said: Soundness, lived: EveryTalk, pools: readonly Level[]): readonly string[] {
  const { reached, stuck, twice, left, crowded, whole } = lived;
  const ids = pools.flatMap((level) => idsOf(level));
  const dead = ids.filter(({ id }) => !reached.has(id));
  const deadActivities = dead.filter(({ isActivity }) => isActivity);
  const own = new Set(pools.flatMap(({ nodes }) => nodes.map(({ id }) => id)));
  const endsTwice = [...twice].some((id) => own.has(id));
  const seen: readonly (readonly [keyof Soundness, boolean])[] = [
    ['optionToComplete', stuck !== null],
    ['properCompletion', twice.size > 0],
    ['safe', crowded.size > 0],
    ['processesEnd', stuck !== null || endsTwice],
    ['messageSound', stuck !== null || endsTwice || left.size > 0],
  ];
  return [
    ...said.deadElements.filter((id) => reached.has(id)).map((id) => `${id} called dead, and reached`),
    ...seen.flatMap(([name, isWrong]) => (isWrong && said[name] === true ? [`${name} said, and not so`] : [])),
    ...(whole
      ? seen.flatMap(([name, isWrong]) => (!isWrong && said[name] === false ? [`${name} denied, and so`] : []))
      : []),
    ...(whole && said.noDeadActivities === deadActivities.length > 0
      ? [`dead activities: ${said.noDeadActivities} but ${deadActivities.map(({ id }) => id).join()}`]
      : []),
    ...(whole && said.bound === null
      ? dead.flatMap(({ id }) => (said.deadElements.includes(id) ? [] : [`${id} is dead`]))
      : []),
  ];
}

function idsOf({ start, nodes, handler }: Level): readonly { readonly id: string; readonly isActivity: boolean }[] {
  const activities = ['user', 'send', 'receive', 'sub'];
  return [
    { id: start, isActivity: false },
    ...nodes.flatMap(({ id, kind, boundaries, inside }) => [
      { id, isActivity: activities.includes(kind) },
      ...boundaries.map((each) => ({ id: each.id, isActivity: false })),
      ...(inside === null ? [] : idsOf(inside)),
    ]),
    ...(handler === null ? [] : [{ id: handler.id, isActivity: true }, ...idsOf(handler.inside)]),
  ];
}
