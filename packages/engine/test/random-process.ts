import type { ExecutableProcess } from '@krok/bpmn/executable';
import type { Command } from '@krok/engine';
import fc from 'fast-check';
import { Build, feel, none, text, timer } from './build.ts';
import { anyBlock, type Block, connect, handler, type Trigger, trigger } from './random-model.ts';

export const ENTRIES = [
  'none',
  'message',
  'signal',
  'timer',
  'cycle',
  'several',
  'receive',
  'either',
  'each',
  'schedule',
  'nights',
] as const;
export type Entry = (typeof ENTRIES)[number];

interface Handler {
  readonly trigger: Trigger;
  readonly interrupting: boolean;
  readonly after: Block;
}

/** A process with what starts it and what stands beside it. */
export interface Whole {
  readonly root: Block;
  /** Ways to start it; `entry` is the one that does. */
  readonly entries: readonly Entry[];
  readonly entry: number;
  /** Event sub-processes of the process itself. */
  readonly handlers: readonly Handler[];
  /** A call activity waits for its end. */
  readonly called: boolean;
}

const started = fc.record({
  entries: fc.uniqueArray(fc.constantFrom(...ENTRIES), { minLength: 1, maxLength: 3 }),
  entry: fc.nat(5),
});
const byHand = fc.constant<Pick<Whole, 'entries' | 'entry'>>({ entries: ['none'], entry: 0 });
const handlers = fc.array(fc.record({ trigger, interrupting: fc.boolean(), after: anyBlock }), {
  minLength: 1,
  maxLength: 2,
});

export const anyWhole: fc.Arbitrary<Whole> = fc
  .record({
    root: anyBlock,
    start: fc.oneof({ withCrossShrink: true }, { weight: 3, arbitrary: byHand }, { weight: 2, arbitrary: started }),
    handlers: fc.oneof(
      { withCrossShrink: true },
      { weight: 3, arbitrary: fc.constant<readonly Handler[]>([]) },
      { weight: 1, arbitrary: handlers },
    ),
    called: fc.nat(4).map((pick) => pick === 4),
  })
  .map(({ start, ...rest }) => ({ ...rest, ...start }));

/** With a none start event and nothing beside it. */
export const plain = (root: Block): Whole => ({ root, entries: ['none'], entry: 0, handlers: [], called: false });

export function wholeOf(whole: Whole): { readonly executable: ExecutableProcess; readonly start: Start } {
  const build = new Build();
  const { root, entries, entry, called } = whole;
  const ways = entries.map((each) => entryOf(build, each, entries.length === 1));
  connect(
    build,
    root,
    joined(
      build,
      ways.flatMap(({ from }) => from),
    ),
    build.add('endEvent', none),
  );
  for (const each of whole.handlers) handler(build, each.trigger, each.interrupting, each.after);
  const starts = ways.flatMap(({ starts: all }) => all);
  const startEvent = starts[entry % (starts.length || 1)] ?? null;
  const start = { kind: 'start', variables: { n: 1 } } as const;
  return {
    executable: build.done(),
    start: { ...start, ...(startEvent !== null && { startEvent }), ...(called && { called }) },
  };
}

/** Where the ways to start it come together. */
export function enteredBy(build: Build, entries: readonly Entry[]): number {
  return joined(
    build,
    entries.flatMap((each) => entryOf(build, each, false).from),
  );
}

function joined(build: Build, from: readonly number[]): number {
  const [only] = from;
  if (only !== undefined && from.length === 1) return only;
  const merge = build.add('exclusiveGateway');
  for (const each of from) build.flow(each, merge);
  return merge;
}

export type Start = Extract<Command, { kind: 'start' }>;

interface Way {
  /** What the command names to start by it; null for the none start event. */
  readonly starts: readonly (number | null)[];
  /** Where it leads on from. */
  readonly from: readonly number[];
}

/** `byHand`: nothing else starts it, so that a person may. */
function entryOf(build: Build, entry: Entry, byHand: boolean): Way {
  switch (entry) {
    case 'none':
      return { starts: [null], from: [build.add('startEvent', none)] };
    case 'receive':
      return alone(build.add('receiveTask', { trigger: MESSAGE, instantiate: true }));
    case 'either': {
      // BPMN 2.0 §13.2: the first event behind it starts the instance, and the others are not waited for.
      const gateway = build.add('eventBasedGateway', { instantiate: true });
      const targets = [
        build.add('intermediateCatchEvent', { trigger: MESSAGE }),
        build.add('receiveTask', { trigger: MESSAGE, instantiate: false }),
        build.add('intermediateCatchEvent', { trigger: SIGNAL }),
      ];
      Object.assign(build.element(gateway), { targets });
      for (const target of targets) build.flow(gateway, target);
      return { starts: targets, from: targets };
    }
    case 'each': {
      // BPMN 2.0 §10.6.6: the others are waited for beside the first.
      const gateway = build.add('eventBasedGateway', { instantiate: true, parallel: true });
      const targets = [
        build.add('intermediateCatchEvent', { trigger: keyed('ordered') }),
        build.add('receiveTask', { trigger: keyed('paid'), instantiate: false }),
        build.add('intermediateCatchEvent', { trigger: keyed('seen') }),
      ];
      Object.assign(build.element(gateway), { targets });
      for (const target of targets) build.flow(gateway, target);
      const [first = -1, second = -1, third = -1] = targets;
      const task = build.add('userTask', { headers: {} });
      build.flow(second, task);
      build.flow(task, build.add('endEvent', none));
      return { starts: byHand ? [...targets, null] : targets, from: [first, third] };
    }
    default:
      return alone(build.add('startEvent', { trigger: TRIGGER[entry] }));
  }
}

const alone = (index: number): Way => ({ starts: [index], from: [index] });

const MESSAGE = { kind: 'message', name: text('ordered') };
const keyed = (name: string) => ({ kind: 'message', name: text(name), correlationKey: feel('n') });
const SIGNAL = { kind: 'signal', name: text('go') };
const TRIGGER = {
  message: MESSAGE,
  signal: SIGNAL,
  timer: timer('PT1H').trigger,
  cycle: { kind: 'timer', timer: { kind: 'cycle', value: text('R3/PT20M') } },
  // Through the night in which the clocks change.
  nights: { kind: 'timer', timer: { kind: 'cycle', value: text('0 30 2 * * SUN') } },
  schedule: { kind: 'timer', timer: { kind: 'cycle', value: text('0 30 8 * * MON-FRI') } },
  several: { kind: 'multiple', triggers: [MESSAGE, SIGNAL] },
};
